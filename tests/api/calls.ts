import { beforeAll } from "vitest";
import { createApi } from "#api/app.ts";
import { newApiKey } from "#core/clients/new-key.ts";
import { depsOn, newClient, rolesOf, usualPerMinute } from "#tests/api/support.ts";
import { withDatabase } from "#tests/support/database.ts";

export type Call = { key?: string | null; body?: unknown; raw?: BodyInit; headers?: Record<string, string> };

/** The API on a database of the test file's own, and two who call it: one checks logins and reads, one reads. */
export function withCalls() {
  const desk = withDatabase();
  const reported: unknown[] = [];
  const deps = depsOn(rolesOf(desk), { report: (_, error) => reported.push(error) });
  const app = createApi(deps);
  const key = newApiKey();
  const readKey = newApiKey();

  beforeAll(async () => {
    await newClient(desk, ["login:check", "status:read"], usualPerMinute, key);
    await newClient(desk, ["status:read"], usualPerMinute, readKey);
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
