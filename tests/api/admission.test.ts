import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, newClient, openApi, send } from "#tests/api/support.ts";
import { makeContract } from "#tests/core/logins/fixtures.ts";
import { withDatabase } from "#tests/support/database.ts";

const desk = withDatabase();
const opened: { api: Api; close(): Promise<void> }[] = [];
let path = "";

beforeAll(async () => {
  opened.push(openApi(desk.url), openApi(desk.url));
  path = `/contracts/${(await makeContract(desk.sql)).contractorId}/status`;
});
afterAll(async () => {
  await Promise.all(opened.map(({ close }) => close()));
});

/** The nth of the two processes, counted round and round. */
const api = (nth: number) => opened[nth % opened.length]?.api as Api;

/** As many calls at once, over both processes. */
const burst = (calls: number, key: string) =>
  Promise.all(Array.from({ length: calls }, (_, nth) => send(api(nth), path, { key })));

const statuses = (answers: readonly Response[]) => {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

describe("a client's limit", () => {
  test("of 1,000 calls at once over two processes exactly as many pass as it says", async () => {
    const { key } = await newClient(desk, ["status:read"], 137);
    const answers = await burst(1_000, key);
    expect(statuses(answers)).toEqual({ 200: 137, 429: 863 });
    const remaining = answers.flatMap(({ status, headers }) =>
      status === 200 ? [Number(headers.get("ratelimit-remaining"))] : [],
    );
    expect(remaining.sort((a, b) => a - b)).toEqual(Array.from({ length: 137 }, (_, left) => left));
  });

  test("is told on every answer, and past it when to come again", async () => {
    const { key } = await newClient(desk, ["login:check"], 2);
    const answers = [await send(api(0), path, { key }), await send(api(1), "/otp-checks", { key, body: [] })];
    answers.push(await send(api(0), path, { key }));
    expect(answers.map(({ status }) => status)).toEqual([403, 400, 429]);
    expect(answers.map(({ headers }) => headers.get("ratelimit-limit"))).toEqual(["2", "2", "2"]);
    expect(answers.map(({ headers }) => headers.get("ratelimit-remaining"))).toEqual(["1", "0", "0"]);
    const [first, , last] = answers.map(({ headers }) => Number(headers.get("ratelimit-reset")));
    expect(first).toBeLessThanOrEqual(60);
    expect(first).toBeGreaterThanOrEqual(50);
    expect(last).toBeLessThanOrEqual(first ?? 0);
    const [, , refused] = answers;
    expect(refused?.headers.get("retry-after")).toBe(refused?.headers.get("ratelimit-reset"));
    expect(await refused?.json()).toMatchObject({ status: 429, code: "throttled" });
  });

  test("counts anew once its minute is over, by the database's clock", async () => {
    const { id, key } = await newClient(desk, ["status:read"], 5);
    expect(statuses(await burst(20, key))).toEqual({ 200: 5, 429: 15 });
    const soon = await desk.sql`update client_calls set window_ends_at = now() + interval '100 ms'
      where client_id = ${id} returning window_ends_at`;
    expect((await send(api(0), path, { key })).headers.get("retry-after")).toBe("1");
    await expect
      .poll(async () => (await desk.sql`select now() > ${soon[0]?.window_ends_at} as over`)[0]?.over)
      .toBe(true);
    expect(statuses(await burst(20, key))).toEqual({ 200: 5, 429: 15 });
  });

  test("holds for its own client alone, and one without is told nothing and written nowhere", async () => {
    const limited = await newClient(desk, ["status:read"], 3);
    const free = await newClient(desk, ["status:read"]);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, nth) => {
        const { key } = nth % 2 ? limited : free;
        return send(api(nth >> 1), path, { key });
      }),
    );
    expect(statuses(answers.filter((_, nth) => nth % 2))).toEqual({ 200: 3, 429: 17 });
    expect(statuses(answers.filter((_, nth) => nth % 2 === 0))).toEqual({ 200: 20 });
    expect([...(answers[0]?.headers.keys() ?? [])].join()).not.toContain("ratelimit");
    const counted = await desk.sql`select client_id as id from client_calls
      where client_id in (${limited.id}, ${free.id})`;
    expect(counted).toEqual([{ id: limited.id }]);
  });
});

test("a revoked key fails the very next call, also amid a hundred others", async () => {
  for (let round = 0; round < 10; round++) {
    const { id, key } = await newClient(desk, ["status:read"]);
    const others = burst(100, key);
    await send(api(0), path, { key });
    await desk.sql`update api_clients set revoked_at = now() where id = ${id}`;
    const after = await burst(20, key);
    expect(statuses(after)).toEqual({ 401: 20 });
    expect(after[0]?.headers.get("ratelimit-limit")).toBeNull();
    await others;
  }
});
