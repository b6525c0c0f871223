import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { listOfLoginEvents, partOfLoginEvents } from "#core/logins/list-events.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const clientId = v7();
let contract: { id: string; contractorId: string };

type Event = { at: string; factor: string; outcome: string; clientKey: string; address: string };

/** Twelve checks: two of an unknown ID, the others of one contract; at the edges of days in Japan. */
beforeAll(async () => {
  contract = await world.contract();
  await world.contract();
  await world.sql`insert into api_clients (id, name, scopes, created_at, revoked_at)
    values (${clientId}, '認証サーバー', '{}', ${world.now}, ${world.now})`;
  const web = { clientKey: "personal-web", address: "192.0.2.1" };
  await add(null, { at: "2026-10-31T23:59:59.999+09:00", factor: "password", outcome: "rejected", ...web });
  await add(null, { at: "2026-11-01T00:00:00+09:00", factor: "password", outcome: "throttled", ...web });
  await add(contract.id, { at: "2026-11-01T23:59:59+09:00", factor: "otp", outcome: "accepted", ...web });
  await add(contract.id, {
    at: "2026-11-02T00:00:00+09:00",
    factor: "card",
    outcome: "accepted",
    clientKey: clientId,
    address: "2001:db8::1",
  });
  for (let nth = 0; nth < 8; nth++) {
    await add(contract.id, {
      at: "2026-11-03T00:00:00+09:00",
      factor: "resync",
      outcome: "locked",
      clientKey: "console",
      address: "198.51.100.1",
    });
  }
});

const list = (filter: Record<string, unknown>) => listOfLoginEvents(world.as("auditor"), filter);

test("every event is in it, the newest first, with whose it is and who asked", async () => {
  const { rows, total, clients } = await list({});
  expect(total).toBe(12);
  const ids = rows.map((row) => row.id);
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
  expect(rows.at(-3)).toMatchObject({ contractorId: contract.contractorId, clientName: null });
  expect(rows.at(-1)).toMatchObject({ contractId: null, contractorId: null, factor: "password" });
  expect(rows.find((row) => row.clientKey === clientId)).toMatchObject({ clientName: "認証サーバー" });
  expect(clients).toEqual([{ id: clientId, name: "認証サーバー" }]);
});

test.each([
  [{ outcome: "locked" }, 8],
  [{ factor: "password" }, 2],
  [{ clientKey: "personal-web" }, 3],
  [{ address: "192.0.2.1" }, 3],
  [{ address: "２００１：ＤＢ８：：１".toLowerCase() }, 1],
  [{ address: "192.0.2" }, 0],
  [{ contractorId: "79999999999" }, 0],
  [{ contractorId: "' or 1=1 --" }, 0],
  [{ factor: "otp", outcome: "locked" }, 0],
  [{ factor: "face", outcome: "perhaps", from: "soon" }, 12],
  [{ until: "2026-10-31" }, 1],
  [{ from: "2026-11-01", until: "2026-11-01" }, 2],
  [{ from: "2026-11-02" }, 9],
  [{ from: "2026-11-04" }, 0],
])("%j finds %i", async (filter, expected) => {
  const { rows, total } = await list(filter);
  expect([rows.length, total]).toEqual([expected, expected]);
});

test("a contractor ID finds its contract's, full-width too", async () => {
  for (const contractorId of [contract.contractorId, ` ${fullWidth(contract.contractorId)}`]) {
    expect(await list({ contractorId })).toMatchObject({ total: 10 });
  }
  expect(await list({ contractorId: contract.contractorId, factor: "otp" })).toMatchObject({ total: 1 });
});

test("a client's key finds that client's alone", async () => {
  expect(await list({ clientKey: clientId })).toMatchObject({ total: 1, rows: [{ factor: "card" }] });
});

test("what is no text is refused", async () => {
  for (const filter of [{ contractorId: "x".repeat(201) }, { address: "a\u0000" }, { clientKey: 7 }]) {
    expect(await failureOf(list(filter))).toMatchObject({ code: "invalid" });
  }
});

test("page by page and part by part every event comes once", async () => {
  await world.sql`insert into login_events (at, factor, outcome, client_key, address)
    select now(), 'password', 'rejected', 'personal-web', '203.0.113.9' from generate_series(1, 10100)`;
  const filter = { address: "203.0.113.9" };
  const second = await list({ ...filter, page: 2 });
  expect(second).toMatchObject({ total: 1_000, more: true, page: 2 });
  expect(second.rows).toHaveLength(25);
  expect((await list({ ...filter, page: 404 })).rows).toHaveLength(25);
  const seen = new Set<number>();
  let before: number | undefined;
  for (const expected of [5_000, 5_000, 100, 0]) {
    const part = await partOfLoginEvents(world.as("auditor"), { ...filter, before });
    expect(part).toHaveLength(expected);
    for (const row of part) seen.add(row.id);
    before = part.at(-1)?.id;
    // What happens meanwhile neither comes twice nor pushes anything out.
    await add(null, {
      at: "2026-11-25T00:00:00Z",
      factor: "otp",
      outcome: "locked",
      clientKey: "personal-web",
      ...filter,
    });
  }
  expect(seen.size).toBe(10_100);
});

test("a day is found among many, though checks are written out of turn", async () => {
  await world.sql`insert into login_events (at, factor, outcome, client_key, address)
    select timestamptz '2027-01-01 00:00+09' + n * interval '5 minutes' + (n * 7919 % 40 - 20) * interval '1 minute',
      'password', 'accepted', 'personal-web', '203.0.113.10' from generate_series(1, 2000) n`;
  for (const day of ["2027-01-01", "2027-01-04", "2027-01-07", "2027-01-09"]) {
    const [counted] = await world.sql`select count(*)::int as events from login_events
      where at >= (${day} || ' 00:00+09')::timestamptz and at < (${day} || ' 00:00+09')::timestamptz + interval '1 day'`;
    expect(await list({ from: day, until: day })).toMatchObject({ total: counted?.events });
  }
});

async function add(contractId: string | null, { at, factor, outcome, clientKey, address }: Event) {
  await world.sql`insert into login_events (contract_id, at, factor, outcome, client_key, address)
    values (${contractId}, ${at}, ${factor}, ${outcome}, ${clientKey}, ${address})`;
}

function fullWidth(digits: string): string {
  return digits.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}
