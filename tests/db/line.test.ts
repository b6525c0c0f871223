import { once } from "node:events";
import { type AddressInfo, createServer, connect as dial, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Connection, connect } from "#db/client.ts";
import { sqlOf } from "#db/prepared.ts";
import { withDatabase } from "#tests/support/database.ts";
import { openRelay, type Relay, type RelayMode } from "#tests/support/relay.ts";

const desk = withDatabase();
let relay: Relay;
let pool: Connection;

beforeAll(async () => {
  relay = await openRelay(desk.url);
  pool = connect(relay.url, { role: "login", max: 1 });
});
afterAll(async () => {
  await pool.close();
  await relay.close();
});

test.each<RelayMode>(["refused", "hanging-up"])(
  "what is asked after a connection was cut amid its rows (%s) has its own rows and no other",
  async (mode) => {
    const sql = sqlOf(pool.db);
    for (let round = 0; round < 5; round++) {
      // 8 kB a row and a millisecond.
      const cut = sql`select repeat('x', 8000) as x, pg_sleep(0.001)::text from generate_series(1, 100000)`;
      const ends = expect(cut).rejects.toMatchObject({ code: expect.any(String) });
      await sleep(100);
      await relay.set(mode);
      await ends;
      await relay.set("open");
      await sleep(400);
      expect([...(await sql`select ${round}::int as round`)]).toEqual([{ round }]);
      expect(await sql.begin((tx) => tx`select 1 as one`.then((all) => [...all]))).toEqual([{ one: 1 }]);
    }
  },
);

test("what is asked after a refusal, or after a connection was ended amid a query, is told of neither", async () => {
  const sql = sqlOf(pool.db);
  const asleep = (code: unknown) => expect(sql`select pg_sleep(10)::text`).rejects.toMatchObject({ code });
  const one = async () => [...(await sql`select 1 as one`)];

  const cut = asleep(expect.any(String));
  await sleep(100);
  await relay.set("recovering");
  await cut;
  await expect(one()).rejects.toMatchObject({ code: "57P03" });
  await relay.set("open");
  await sleep(400);
  expect(await one()).toEqual([{ one: 1 }]);

  const ended = asleep("57P01");
  await sleep(100);
  await desk.sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query like '%pg_sleep%' and pid <> pg_backend_pid()`;
  await ended;
  expect(await one()).toEqual([{ one: 1 }]);
});

test("a connection that never opened says nothing of a database that another one has reached since", async () => {
  const url = new URL(desk.url);
  const [host, port] = [url.hostname, Number(url.port)];
  const held: Socket[] = [];
  const server = createServer((client) => {
    client.on("error", () => client.destroy());
    if (held.length === 0) return void held.push(client);
    client.pipe(dial(port, host)).pipe(client);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  const two = connect(url.href, { role: "login", max: 2 });
  const sql = sqlOf(two.db);
  const first = expect(sql`select 1`).rejects.toMatchObject({ code: expect.any(String) });
  await sleep(50);
  await sql`select 1`;
  held[0]?.destroy();
  await first;
  // Both at once, so that one needs a new connection.
  await Promise.all([sql`select pg_sleep(0.1)::text`, sql`select pg_sleep(0.1)::text`]);
  await two.close();
  server.close();
});
