import { beforeAll, describe, expect, test } from "vitest";
import { listOfClients, partOfClients } from "#core/clients/list.ts";
import { listOfDelegations, partOfDelegations } from "#core/delegations/list.ts";
import { listOfDispatches, partOfDispatches } from "#core/dispatches/list.ts";
import { listOfMailAddressChanges, partOfMailAddressChanges } from "#core/mail-addresses/list.ts";
import { listOfNotices, partOfNotices } from "#core/notices/list.ts";
import { listOfStaff, partOfStaff } from "#core/staff/list.ts";
import { listOfStaffChanges, partOfStaffChanges } from "#core/staff/list-changes.ts";
import { listOfImports, partOfImports } from "#core/token-imports/list.ts";
import { partOfRows } from "#core/token-imports/read.ts";
import { listOfTokenRequests, partOfTokenRequests } from "#core/tokens/list-requests.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";

const world = withWorld();

beforeAll(async () => {
  const { id: own } = await world.contract();
  const { id: foreign } = await world.contract({ branch: "002" });
  // As the desks would have written them, without going through each desk.
  await world.sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`create function pg_temp.who(text) returns uuid language sql
      return (select id from public.staff where username = $1)`;
    await sql`create temporary table made on commit drop as
      select i, i % 2 = 0 as even, timestamptz '2026-10-01 23:59:59.999999+09' + i * interval '1 day' as at
        from generate_series(0, 5) i`;
    await sql`insert into dispatches (id, made_by, made_at)
      select gen_random_uuid(), pg_temp.who('operations-1'), at from made order by i`;
    await sql`insert into orders (id, state, form_id, kind, branch_code, contract_id, token_id, dispatch_id, placed_at, due_on)
      select gen_random_uuid(), case number when 1 then 'allocated' else 'completed' end, gen_random_uuid(), 'new', '001',
        ${own}, gen_random_uuid(), id, made_at, '2026-10-20' from dispatches where number < 3`;
    // Two of a moment, and moments that differ by microseconds alone.
    await sql`insert into notices (id, event, recipient, occasion, contract_id, branch_code, facts, state, mail_to,
        created_at, due_at, sent_at)
      select gen_random_uuid(), 'form_received', case when even then 'desk' else 'customer' end, i::text,
        case when i < 2 then ${foreign}::uuid else ${own} end, case when i < 2 then '002' else '001' end, '{}', 'sent',
        'a@example.com', timestamptz '2026-10-04 23:59:59.999990+09' + i / 2 * interval '1 microsecond', at, at from made`;
    await sql`insert into token_imports (id, state, file_name, batch, manufacturer, model, expires_on, uploaded_at, ended_at)
      select gen_random_uuid(), case when even then 'uploading' else 'cancelled' end, i % 3 || '.csv', 'B' || i % 2, 'M',
        'C200', '2031-01-01', at, case when even then null else at end from made`;
    await sql`insert into token_requests (id, move, state, reason, maker_id, checker_id, proposed_at, decided_at,
        token_count, branch_code)
      select gen_random_uuid(), case when even then 'dispose' else 'reopen' end,
        case when i < 3 then 'proposed' else 'approved' end, 'r', pg_temp.who('operations-1'),
        case when i < 3 then null else pg_temp.who('manager-1') end, at, case when i < 3 then null else at end, 1,
        case when even then null else '001' end from made`;
    await sql`insert into staff_changes (id, kind, staff_id, state, reason, maker_id, checker_id, proposed_at, decided_at)
      select gen_random_uuid(), case when even then 'admit' else 'enable' end, pg_temp.who('clerk-001-1'),
        case when i < 1 then 'proposed' else 'approved' end, 'r', pg_temp.who('administrator-1'),
        case when i < 1 then null else pg_temp.who('administrator-2') end, at, case when i < 1 then null else at end
        from made`;
    await sql`insert into mail_address_changes (id, contract_id, branch_code, to_address, paper_on, state, reason, maker_id,
        checker_id, proposed_at, decided_at)
      select gen_random_uuid(), ${own}, '001', 'a' || i || '@example.jp', '2026-10-01',
        case when i < 1 then 'proposed' else 'approved' end, 'r', pg_temp.who('clerk-001-1'),
        case when i < 1 then null else pg_temp.who('approver-001-1') end, at, case when i < 1 then null else at end
        from made`;
    await sql`insert into delegations (id, absent_id, substitute_id, from_on, until_on, reason, named_at, ended_at, ended_by)
      select gen_random_uuid(), pg_temp.who('approver-' || branch || '-1'), pg_temp.who('approver-' || branch || '-2'),
        day, day + days, 'r', at, case when i = 5 then at end, case when i = 5 then pg_temp.who('approver-002-1') end
        from made join (values (0, '001', date '2026-11-22', 1), (1, '001', '2026-11-23', 1), (2, '001', '2026-11-24', 0),
          (3, '001', '2026-11-25', 4), (4, '002', '2026-11-24', 2), (5, '002', '2026-11-24', 5)) as v (n, branch, day, days)
        on n = i`;
    await sql`insert into api_clients (id, name, scopes, created_at)
      select gen_random_uuid(), 'c' || i, '{}', at from made`;
    await sql`insert into api_keys (id, client_id, key_hash, created_at, expires_at, last_used_on)
      select gen_random_uuid(), id, name, created_at, date '2027-01-04' - right(name, 1)::int,
        date '2026-11-04' - right(name, 1)::int from api_clients where name in ('c1', 'c2')`;
    await sql`insert into staff_sessions (id, staff_id, stage, created_at, last_seen_at)
      select gen_random_uuid(), id, 'full', '2026-11-20'::timestamptz - length(username) * interval '1 hour',
        '2026-11-20' from staff where username like 'a%'`;
  });
});

type Rows = { rows: readonly object[] };
type Listed = {
  list: (asked: object) => Promise<Rows>;
  part: (asked: object) => Promise<Rows & { end: unknown }>;
  /** By column, what its rows are sorted by, the lowest first; none where it has none. */
  sorts: Record<string, "first" | "last">;
  usual: string;
};
const operations = () => world.as("operations");
const administrator = () => world.as("administrator");
const lists: Record<string, Listed> = {
  dispatches: {
    list: (asked) => listOfDispatches(operations(), asked),
    part: (asked) => partOfDispatches(operations(), asked),
    sorts: { number: "last" },
    usual: "-number",
  },
  notices: {
    list: (asked) => listOfNotices(operations(), asked),
    part: (asked) => partOfNotices(operations(), asked),
    sorts: { createdAt: "last" },
    usual: "-createdAt",
  },
  imports: {
    list: (asked) => listOfImports(operations(), asked),
    part: (asked) => partOfImports(operations(), asked),
    sorts: { uploadedAt: "last", fileName: "last", batch: "last" },
    usual: "-uploadedAt",
  },
  "token requests": {
    list: (asked) => listOfTokenRequests(operations(), { states: ["proposed", "approved"], ...asked }),
    part: (asked) => partOfTokenRequests(operations(), { states: ["proposed", "approved"], ...asked }),
    sorts: { proposedAt: "last" },
    usual: "-proposedAt",
  },
  "changes of mail addresses": {
    list: (asked) => listOfMailAddressChanges(operations(), { states: ["proposed", "approved"], ...asked }),
    part: (asked) => partOfMailAddressChanges(operations(), { states: ["proposed", "approved"], ...asked }),
    sorts: { proposedAt: "last" },
    usual: "-proposedAt",
  },
  "staff changes": {
    list: (asked) => listOfStaffChanges(administrator(), { states: ["proposed", "approved"], ...asked }),
    part: (asked) => partOfStaffChanges(administrator(), { states: ["proposed", "approved"], ...asked }),
    sorts: { proposedAt: "last" },
    usual: "-proposedAt",
  },
  delegations: {
    list: (asked) => listOfDelegations(world.as("auditor"), asked),
    part: (asked) => partOfDelegations(world.as("auditor"), asked),
    sorts: { fromOn: "last", untilOn: "last" },
    usual: "-fromOn",
  },
  clients: {
    list: (asked) => listOfClients(administrator(), asked),
    part: (asked) => partOfClients(administrator(), asked),
    sorts: { name: "last", nextEnd: "last", lastUsedOn: "first" },
    usual: "name",
  },
  staff: {
    list: (asked) => listOfStaff(administrator(), asked),
    part: (asked) => partOfStaff(administrator(), asked),
    sorts: { username: "last", name: "last", role: "last", branchCode: "last", signedInAt: "first" },
    usual: "username",
  },
};
/** Columns whose row has another name for what they are sorted by. */
const columnOf: Record<string, string> = {
  lastUsedOn: "lastUsed",
  branchCode: "branch",
  signedInAt: "signedIn",
};

describe.each(Object.entries(lists))("the list of %s", (_, { list, part, sorts, usual }) => {
  test.each(Object.entries(sorts))("is sorted by %s both ways, and its file too", async (by, nothing) => {
    const value = (row: object) => {
      const given = Object.entries(row).find(([name]) => name === by)?.[1];
      if (given === null) return nothing === "first" ? "" : "~";
      return given instanceof Date ? given.toISOString() : String(given);
    };
    for (const sign of ["", "-"]) {
      const sort = `${sign}${columnOf[by] ?? by}`;
      const { rows } = await list({ sort });
      const upwards = rows.map(value).toSorted();
      expect(rows.length).toBeGreaterThan(5);
      expect(rows.map(value)).toEqual(sign ? upwards.reverse() : upwards);
      const whole = await part({ sort });
      expect(whole.rows).toEqual(rows);
      expect(await part({ sort, after: whole.end })).toEqual({ rows: [], end: undefined });
    }
  });

  test("has its usual way, and takes a column that does not sort for it", async () => {
    const { rows } = await list({ sort: usual });
    for (const sort of [undefined, "", "-", "kana", "id;drop table staff"])
      expect((await list({ sort })).rows).toEqual(rows);
  });
});

test("a part goes on after the row where the one before ended, also within a microsecond", async () => {
  for (const sort of ["createdAt", "-createdAt"]) {
    const { rows } = await partOfNotices(operations(), { sort });
    for (const [at, { id }] of rows.entries()) {
      const [row] = await world.sql`select created_at::text as since from notices where id = ${id}`;
      const rest = await partOfNotices(operations(), { sort, after: [String(row?.since), id] });
      expect(rest.rows.map((one) => one.id)).toEqual(rows.slice(at + 1).map((one) => one.id));
    }
  }
  const { rows } = await partOfImports(operations(), { sort: "batch" });
  expect(await partOfImports(operations(), { sort: "batch", after: 4 })).toEqual({
    rows: rows.slice(4),
    end: 6,
  });
});

test("dispatches are narrowed to what is yet to be posted, and to days with their last one", async () => {
  const numbers = async (asked: object) =>
    (await listOfDispatches(operations(), asked)).rows.map(({ number }) => number);
  expect(await numbers({ state: "to_post" })).toEqual([1]);
  expect(await numbers({ state: "posted" })).toEqual([6, 5, 4, 3, 2]);
  expect(await numbers({ from: "2026-10-02", until: "2026-10-03" })).toEqual([3, 2]);
  expect(await numbers({ from: "then" })).toHaveLength(6);
  const { rows, total } = await listOfDispatches(operations(), { state: "posted", until: "2026-10-02" });
  expect({ rows, total }).toMatchObject({ rows: [{ orders: 1, toPost: 0 }], total: 1 });
});

test("notices are narrowed to whom they go to, a branch and days, and a branch sees its own alone", async () => {
  const total = async (asked: object, who = operations()) => {
    const found = await listOfNotices(who, asked);
    expect((await partOfNotices(who, asked)).rows).toHaveLength(found.total);
    return found.total;
  };
  expect(await total({ recipient: "desk" })).toBe(3);
  expect(await total({ branchCode: "002" })).toBe(2);
  expect(await total({ branchCode: "002" }, world.as("clerk"))).toBe(0);
  expect(await total({}, world.as("clerk"))).toBe(4);
  expect(await total({ until: "2026-10-03" })).toBe(0);
  expect(await total({ from: "2026-10-04", until: "2026-10-04" })).toBe(6);
});

test("delegations are narrowed to how they stand today, and to a branch", async () => {
  const days = async (asked: object, who = world.as("auditor")) =>
    (await listOfDelegations(who, asked)).rows.map(
      ({ fromOn, untilOn }) => `${fromOn.slice(8)}-${untilOn.slice(8)}`,
    );
  expect(await days({ state: "past" })).toEqual(["22-23"]);
  expect((await days({ state: "current" })).toSorted()).toEqual(["23-24", "24-24", "24-26"]);
  expect(await days({ state: "coming" })).toEqual(["25-29"]);
  expect(await days({ state: "ended" })).toEqual(["24-29"]);
  expect(await days({ branchCode: "002", state: "current" })).toEqual(["24-26"]);
  expect(await days({ branchCode: "002" }, world.as("approver"))).toEqual([]);
});

test("the report of an import goes row by row, those of one fate alone where it is asked for", async () => {
  const [{ id: importId } = { id: "" }] = (await listOfImports(operations(), {})).rows;
  await world.sql`insert into token_import_rows (import_id, row, serial, fate, problem)
    select ${importId}, i, 'S' || i, case when i % 2 = 0 then 'problem' else 'new' end,
      case when i % 2 = 0 then 'serial.format' end from generate_series(1, 7) i`;
  const part = async (asked: object) => {
    const { rows, end } = await partOfRows(operations(), { importId, ...asked });
    return [rows.map(({ row }) => row), end];
  };
  expect(await part({})).toEqual([[1, 2, 3, 4, 5, 6, 7], 7]);
  expect(await part({ fate: "problem", after: 2 })).toEqual([[4, 6], 6]);
  expect(await part({ after: 7 })).toEqual([[], undefined]);
  const unknown = partOfRows(operations(), { importId: operations().actor.id });
  expect(await failureOf(unknown)).toMatchObject({ code: "not_found" });
});

test("imports and requests are narrowed to a state and a kind", async () => {
  expect((await listOfImports(operations(), { state: "cancelled" })).total).toBe(3);
  expect((await listOfTokenRequests(operations(), {})).total).toBe(3);
  expect((await listOfTokenRequests(operations(), { move: "reopen" })).total).toBe(1);
  expect((await listOfTokenRequests(world.as("clerk"), { states: ["proposed", "approved"] })).total).toBe(3);
  expect((await listOfStaffChanges(administrator(), { states: ["approved"], kind: "admit" })).total).toBe(2);
});
