import { beforeAll } from "vitest";
import { createApi } from "#api/app.ts";
import type { ApiDeps } from "#api/deps.ts";
import { newApiKey } from "#core/clients/authenticate.ts";
import { systemRandom } from "#core/logins/context.ts";
import { newClient, serving } from "#tests/api/support.ts";
import { keys, now } from "#tests/core/logins/fixtures.ts";
import { withDatabase } from "#tests/support/database.ts";

export type Call = { key?: string | null; body?: unknown; raw?: BodyInit; headers?: Record<string, string> };

/** The API on a database of the test file's own, and two who call it: one checks logins and reads, one reads. */
export function withCalls() {
  const desk = withDatabase();
  const reported: unknown[] = [];
  const deps = {
    db: (role) => (role === "login" ? desk.login : desk.db),
    keys: () => keys,
    now: () => now,
    random: systemRandom,
    address: () => "192.0.2.8",
    serving,
    report: (_, error) => reported.push(error),
  } satisfies ApiDeps;
  const app = createApi(deps);
  const key = newApiKey();
  const readKey = newApiKey();

  beforeAll(async () => {
    await newClient(desk, ["login:check", "status:read"], null, key);
    await newClient(desk, ["status:read"], null, readKey);
  });

  function call(method: string, path: string, { key: given = key, body, raw, headers = {} }: Call = {}) {
    return app.request(`/api/v1${path}`, {
      method,
      headers: {
        ...(given && { authorization: `Bearer ${given}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(raw !== undefined ? { body: raw } : body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async function answer(method: string, path: string, given: Call = {}) {
    const response = await call(method, path, given);
    return { status: response.status, body: await response.json() };
  }

  return { desk, deps, reported, key, readKey, call, answer };
}
