import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { v7 } from "uuid";
import { afterAll, expect, test } from "vitest";
import { keepLoginEvents } from "#core/logins/keep-events.ts";
import { connect } from "#db/client.ts";
import { sqlOf } from "#db/prepared.ts";
import { addEvents } from "#tests/core/logins/events/made.ts";
import { refusal } from "#tests/db/refusal.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();
const stop = new AbortController();
afterAll(() => stop.abort());

const keep = (db = world.db, signal = stop.signal) =>
  keepLoginEvents({ db, keys: world.keys, sealEveryMs: 20, tidyEveryMs: 20 }, signal);

test("events are sealed by and by, until told to stop", async () => {
  const stopped = new AbortController();
  const kept = [keep(world.db, stopped.signal), keep(world.db, stopped.signal)];
  for (let nth = 1; nth <= 3; nth++) {
    await addEvents(world.sql, 2);
    await until(async () => (await sealedEvents()) === nth * 2);
  }
  stopped.abort();
  await Promise.all(kept);
  await addEvents(world.sql, 1);
  await sleep(100);
  expect(await sealedEvents()).toBe(6);
});

test("a database that is away is waited for", async () => {
  const other = connect(world.url, { role: "console", max: 1 });
  const kept = keep(other.db);
  await addEvents(world.sql, 1);
  await until(async () => (await sealedEvents()) === 8);
  const outside = postgres(world.url.replace(/[^/]+$/, "postgres"), { max: 1 });
  const admit = (may: boolean) =>
    outside.unsafe(`alter database ${new URL(world.url).pathname.slice(1)} allow_connections ${may}`);
  await admit(false);
  await world.sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'token-desk'`;
  await addEvents(world.sql, 2);
  await sleep(500);
  expect(await sealedEvents()).toBe(8);
  await admit(true);
  await until(async () => (await sealedEvents()) === 10);
  stop.abort();
  await kept;
  await Promise.all([other.close(), outside.end()]);
});

test("what the login check needs no more is cleared away, the rest stays", async () => {
  const clients = [v7(), v7()];
  for (const id of clients) {
    await world.sql`insert into api_clients (id, name, scopes, created_at)
      values (${id}, 'client', '{}', now())`;
  }
  const [oldClient = "", client = ""] = clients;
  await world.sql`insert into address_failures values ('old', 1, now() - interval '61 minutes'),
    ('over', 1, now() - interval '59 minutes'), ('now', 1, now() + interval '5 minutes')`;
  await world.sql`insert into client_calls values (${oldClient}, 1, now() - interval '61 minutes'),
    (${client}, 1, now() - interval '59 minutes')`;
  await world.sql`insert into idempotency_keys (client_id, key, request_mac, created_at)
    values (${client}, 'old', '', now() - interval '24 hours 1 minute'),
      (${client}, 'new', '', now() - interval '23 hours 59 minutes')`;
  const stopped = new AbortController();
  const kept = keep(world.db, stopped.signal);
  await until(async () => (await left()) === "now over 1 new");
  stopped.abort();
  await kept;
  expect(await left()).toBe("now over 1 new");

  async function left() {
    const [row] = await world.sql`select
      (select string_agg(address, ' ' order by address) from address_failures) as addresses,
      (select count(*) from client_calls) as calls, (select string_agg(key, ' ') from idempotency_keys) as keys`;
    return [row?.addresses, row?.calls, row?.keys].join(" ");
  }
});

test("clearing away is nobody's but the desks', and they delete nothing by themselves", async () => {
  const login = connect(world.url, { role: "login", max: 1 });
  expect(await refusal(sqlOf(login.db)`select tidy_login_check()`)).toBe("42501");
  await login.close();
  for (const table of ["address_failures", "client_calls", "idempotency_keys"]) {
    expect(await refusal(sqlOf(world.db)`delete from ${world.sql(table)}`)).toBe("42501");
  }
});

async function sealedEvents(): Promise<number> {
  const [row] = await world.sql`select coalesce(sum(events), 0)::int as sealed from login_event_blocks`;
  return row?.sealed;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  await expect.poll(holds, { timeout: 10_000 }).toBe(true);
}
