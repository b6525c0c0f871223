import { v7 } from "uuid";
import { createApi } from "#api/app.ts";
import type { ApiDeps } from "#api/deps.ts";
import { hashApiKey, newApiKey } from "#core/clients/new-key.ts";
import type { ClientScope } from "#core/clients/rules.ts";
import { systemRandom } from "#core/logins/context.ts";
import { type Connection, connect } from "#db/client.ts";
import { keys, now } from "#tests/core/logins/fixtures.ts";
import type { TestDatabase } from "#tests/support/database.ts";

export type Api = ReturnType<typeof createApi>;

/** How a process serves that nothing holds back. */
export const serving = () => ({ maxRequests: 10_000, stopping: false });

/** What an API is made of here: it throws what nobody foresaw. */
export function depsOn(db: ApiDeps["db"], changes: Partial<ApiDeps> = {}): ApiDeps {
  return {
    db,
    keys: () => keys,
    now: () => now,
    random: systemRandom,
    address: () => "192.0.2.8",
    report: (_, error) => {
      throw error;
    },
    serving,
    ...changes,
  };
}

/** The test's own connections, by role. */
export const rolesOf =
  (desk: TestDatabase): ApiDeps["db"] =>
  (role) =>
    desk.in(role);

/** An API as a process of its own has it: a pool a role, which `close` ends. */
export function openApi(url: string, changes: Partial<ApiDeps> = {}): { api: Api; close(): Promise<void> } {
  const pools = new Map<string, Connection>();
  const pooled: ApiDeps["db"] = (role) => {
    const pool = pools.get(role) ?? connect(url, { role });
    pools.set(role, pool);
    return pool.db;
  };
  return {
    api: createApi(depsOn(pooled, changes)),
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

/** The limit that a client has by default. */
export const usualPerMinute = 60_000;

/** A client with a key of its own; `perMinute` null for no limit. */
export async function newClient(
  { sql }: Pick<TestDatabase, "sql">,
  scopes: readonly ClientScope[],
  perMinute: number | null = null,
  key = newApiKey(),
): Promise<{ id: string; key: string }> {
  const id = v7();
  await sql`with made as (
      insert into api_clients (id, name, scopes, calls_per_minute, created_at)
        values (${id}, 'tests', ${[...scopes]}, ${perMinute}, ${now}) returning id, created_at)
    insert into api_keys (id, client_id, key_hash, created_at)
      select gen_random_uuid(), id, ${hashApiKey(key)}, created_at from made`;
  return { id, key };
}

type Sent = { key: string; body?: unknown; headers?: Record<string, string> };

/** Sends a request: a GET, or with a body a POST of JSON. */
export async function send(api: Api, path: string, { key, body, headers }: Sent): Promise<Response> {
  return api.request(`/api/v1${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
