import { beforeAll, expect, test } from "vitest";
import { newClient, openApi, send } from "#tests/api/support.ts";
import { makeContract } from "#tests/core/logins/fixtures.ts";
import { withDatabase } from "#tests/support/database.ts";

const desk = withDatabase();
let key = "";
let path = "";

beforeAll(async () => {
  key = (await newClient(desk, ["status:read"])).key;
  path = `/contracts/${(await makeContract(desk.sql)).contractorId}/status`;
});

test("more requests than a process works on at once are told to come again, and health is answered", async () => {
  const { api, close } = openApi(desk.url, { serving: () => ({ maxRequests: 10, stopping: false }) });
  let release: unknown;
  await desk.sql.begin(async (sql) => {
    await sql`lock table api_clients in access exclusive mode`;
    const held = Promise.all(Array.from({ length: 10 }, () => send(api, path, { key })));
    const began = performance.now();
    const more = await Promise.all(Array.from({ length: 50 }, () => send(api, path, { key })));
    expect(performance.now() - began).toBeLessThan(500);
    expect(new Set(more.map(({ status }) => status))).toEqual(new Set([503]));
    expect(more[0]?.headers.get("retry-after")).toBe("1");
    expect((await api.request("/api/v1/healthz")).status).toBe(200);
    expect((await api.request("/api/v1/readyz")).status).toBe(200);
    release = held;
  });
  const held = (await release) as Response[];
  expect(new Set(held.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await send(api, path, { key })).status).toBe(200);
  await close();
});

test("what waits for a lock too long is a 503, within seconds", async () => {
  const { api, close } = openApi(desk.url);
  await desk.sql.begin(async (sql) => {
    await sql`lock table api_clients in access exclusive mode`;
    const began = performance.now();
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(api, path, { key })));
    expect(performance.now() - began).toBeLessThan(5_000);
    for (const answer of answers) {
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
    }
  });
  expect((await send(api, path, { key })).status).toBe(200);
  await close();
});
