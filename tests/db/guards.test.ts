import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { sealLoginEvents } from "#core/logins/seal-events.ts";
import { appendOnlyTables } from "#db/guards/ledgers.ts";
import { migrate } from "#db/migrate.ts";
import { sqlOf } from "#db/prepared.ts";
import { refusal, rolledBack } from "#tests/db/refusal.ts";
import { approved, shipped, submitted, withWorld } from "#tests/support/world.ts";

const world = withWorld();

/** Both who may speak SQL here: the app's role, and the owner of the tables, whom no grant holds. */
const speakers = [
  ["console", () => sqlOf(world.db)],
  ["the owner", () => world.sql],
] as const;

test("the app speaks as console, the tests' own connection as the owner of the tables", async () => {
  expect(await sqlOf(world.db)`select current_user as me`).toEqual([{ me: "console" }]);
  const [forms] =
    await world.sql`select tableowner = current_user as mine from pg_tables where tablename = 'forms'`;
  expect(forms).toEqual({ mine: true });
});

describe.each(speakers)("bindings, for %s", (_, speak) => {
  const bind = (contractId: string, tokenId: string) => speak()`
    insert into bindings (id, contract_id, token_id, bound_at) values (${v7()}, ${contractId}, ${tokenId}, ${world.now.toISOString()})`;
  const end = (tokenId: string, reason = "reissue") => speak()`
    update bindings set unbound_at = ${world.now.toISOString()}, unbind_reason = ${reason} where token_id = ${tokenId}`;

  test("a contract has one live binding at most", async () => {
    const { id, token } = await world.registered();
    const other = await world.token();
    expect(await refusal(bind(id, other.id))).toBe("bindings_one_live_per_contract");
    await end(token.id);
    expect(await refusal(bind(id, other.id))).toBeUndefined();
  });

  test("a serial in use is bound to nobody else", async () => {
    const { token } = await world.registered();
    const other = await world.contract();
    expect(await refusal(bind(other.id, token.id))).toBe("bindings_never_again");
  });

  test("of many contracts that race for one serial, one has it", async () => {
    const token = await world.token();
    const contracts = await Promise.all(Array.from({ length: 10 }, () => world.contract()));
    const refused = await Promise.all(contracts.map((contract) => refusal(bind(contract.id, token.id))));
    expect(refused.filter((one) => one === undefined)).toHaveLength(1);
    const [bound] = await world.sql`select count(*)::int as n from bindings where token_id = ${token.id}`;
    expect(bound).toEqual({ n: 1 });
  });

  test("a serial once bound is never bound again, whatever became of it", async () => {
    const { id, token } = await world.registered();
    await end(token.id);
    expect(await refusal(bind(id, token.id))).toBe("bindings_never_again");
    expect(await refusal(bind((await world.contract()).id, token.id))).toBe("bindings_never_again");
  });

  test.each(["revoked", "disposed"])(
    "a serial that is %s is never bound, though it never was",
    async (state) => {
      const { id } = await world.contract();
      const token = await world.token();
      await world.sql.begin(async (sql) => {
        // Without the guard that asks for two people.
        await sql`set local session_replication_role = replica`;
        await sql`update tokens set state = ${state} where id = ${token.id}`;
      });
      expect(await refusal(bind(id, token.id))).toBe("bindings_never_again");
    },
  );

  test("a binding ends once, and nothing else of it changes", async () => {
    const { id, token } = await world.registered();
    const other = await world.contract();
    const spare = await world.token();
    const set = {
      contract: () => speak()`update bindings set contract_id = ${other.id} where contract_id = ${id}`,
      token: () => speak()`update bindings set token_id = ${spare.id} where contract_id = ${id}`,
      time: () =>
        speak()`update bindings set bound_at = bound_at - interval '1 day' where contract_id = ${id}`,
      reopen: () =>
        speak()`update bindings set unbound_at = null, unbind_reason = null where contract_id = ${id}`,
      reason: () => speak()`update bindings set unbind_reason = 'unenroll' where contract_id = ${id}`,
    };
    expect(await refusal(set.contract())).toBe("bindings_ended_once");
    expect(await refusal(set.token())).toBe("bindings_ended_once");
    expect(await refusal(set.time())).toBe("bindings_ended_once");
    await end(token.id);
    for (const change of Object.values(set)) expect(await refusal(change())).toBe("bindings_ended_once");
    expect(await refusal(end(token.id))).toBe("bindings_ended_once");
  });

  test("a step that was accepted is never taken back", async () => {
    const { token } = await world.registered();
    await speak()`update tokens set last_step = last_step + 7 where id = ${token.id}`;
    const back = speak()`update tokens set last_step = last_step - 1 where id = ${token.id}`;
    expect(await refusal(back)).toBe("tokens_step_only_grows");
    await speak()`update tokens set last_step = last_step, drift_steps = 1 where id = ${token.id}`;
  });
});

describe.each(speakers)("four eyes, for %s", (_, speak) => {
  const people = () => ({ maker: world.as("clerk").actor.id, other: world.as("approver").actor.id });
  const approve = (formId: string, checkerId: string | null) => speak()`
    update forms set state = 'approved', checker_id = ${checkerId}, decided_at = now() where id = ${formId}`;

  test("the maker approves nothing, nobody approves nothing, another person does", async () => {
    const { formId } = await submitted(world, await world.registered(), "reissue");
    const { maker, other } = people();
    expect(await refusal(approve(formId, maker))).toBe("forms_four_eyes");
    expect(await refusal(approve(formId, null))).toBe("forms_decided_by_someone");
    expect(await refusal(approve(formId, other))).toBeUndefined();
  });

  test("the maker is not renamed in the statement that approves, nor before it", async () => {
    const { formId } = await submitted(world, await world.registered(), "reissue");
    const { maker, other } = people();
    const rename = speak()`
      update forms set state = 'approved', maker_id = ${other}, checker_id = ${maker}, decided_at = now()
        where id = ${formId}`;
    expect(await refusal(rename)).toBe("forms_keyed_fixed");
    expect(await refusal(speak()`update forms set maker_id = ${other} where id = ${formId}`)).toBe(
      "forms_keyed_fixed",
    );
    const back = speak()`
      update forms set state = 'returned', back_reason = 'x', maker_id = ${other} where id = ${formId}`;
    expect(await refusal(back)).toBe("forms_keyed_fixed");
  });

  test.each([
    ["kind", "kind = 'unlock', reason = null"],
    ["reason", "reason = 'faulty'"],
    ["contract", "contract_id = (select id from contracts order by id limit 1)"],
    ["branch", "branch_code = '002'"],
    ["maker", "maker_id = (select id from staff where username = 'clerk-001-2')"],
    ["checker", "checker_id = (select id from staff where username = 'approver-001-2')"],
    ["time of decision", "decided_at = decided_at - interval '1 day'"],
  ])("of a decided form the %s stands still", async (_, change) => {
    await world.contract();
    const { formId } = await approved(world, await world.registered(), "reissue");
    const statement = () => speak().unsafe(`update forms set ${change} where id = $1`, [formId]);
    expect(await refusal(statement())).toBe("forms_keyed_fixed");
    await world.sql`update forms set state = 'completed' where id = ${formId}`;
    expect(await refusal(statement())).toBe("forms_keyed_fixed");
  });

  test("a checker who returned a form has not thereby approved it when it comes again", async () => {
    const { formId } = await submitted(world, await world.registered(), "reissue");
    await speak()`
      update forms set state = 'returned', back_reason = 'x', decided_at = now(), checker_id = ${people().other}
        where id = ${formId}`;
    const again = (values = "") =>
      speak().unsafe(`update forms set state = 'awaiting_approval' ${values} where id = $1`, [formId]);
    expect(await refusal(again())).toBe("forms_awaiting_undecided");
    expect(await refusal(again(", checker_id = null, decided_at = null"))).toBeUndefined();
    expect(await refusal(speak()`update forms set state = 'approved' where id = ${formId}`)).toBe(
      "forms_decided_by_someone",
    );
  });
});

describe("what only grows", () => {
  test("holds every ledger", () => {
    expect([...appendOnlyTables].sort()).toEqual(
      ["audit", "fee_entries", "fees", "login_event_blocks", "login_events", "mail_events", "scans"].sort(),
    );
  });

  test.each(
    Object.entries({
      audit: "actor_name",
      fee_entries: "amount_yen",
      fees: "net_yen",
      login_event_blocks: "mac",
      login_events: "address",
      mail_events: "office",
      scans: "file_name",
    }).flatMap(([table, column]) => [
      [table, "update", `update ${table} set ${column} = ${column}`],
      [table, "delete", `delete from ${table}`],
      [table, "truncate", `truncate ${table === "fees" ? "fees, fee_entries" : table}`],
    ]),
  )("%s: %s is refused to the app's role and to the owner", async (table, _, statement) => {
    const { orderId } = await shipped(world, await world.registered());
    await world.sql`insert into login_events (contract_id, at, factor, outcome, client_key, address)
      select contract_id, placed_at, 'otp', 'accepted', 'page', '' from orders where id = ${orderId}`;
    await sealLoginEvents(world);
    const before = await world.sql`select count(*) from ${world.sql(table)}`;
    expect(Number(before[0]?.count)).toBeGreaterThan(0);
    expect(await refusal(sqlOf(world.db).unsafe(statement))).toBe("42501");
    expect(await refusal(world.sql.unsafe(statement))).toBe(`${table}_append_only`);
    expect(await world.sql`select count(*) from ${world.sql(table)}`).toEqual(before);
  });

  test("an update hidden in an insert is refused too", async () => {
    const contract = await world.registered();
    await shipped(world, contract);
    const statement = `insert into fee_entries select * from fee_entries limit 1
      on conflict (id) do update set amount_yen = 0`;
    expect(await refusal(sqlOf(world.db).unsafe(statement))).toBe("42501");
    expect(await refusal(world.sql.unsafe(statement))).toBe("fee_entries_append_only");
  });
});

describe("the app's role", () => {
  test("deletes and truncates nowhere, and owns nothing", async () => {
    const tables = await world.sql`select tablename, tableowner from pg_tables where schemaname = 'public'`;
    expect(tables.length).toBeGreaterThan(20);
    for (const { tablename, tableowner } of tables) {
      expect(tableowner).not.toBe("console");
      expect(await refusal(sqlOf(world.db)`delete from ${world.sql(tablename)}`)).toBe("42501");
      expect(await refusal(sqlOf(world.db)`truncate ${world.sql(tablename)} cascade`)).toBe("42501");
    }
  });

  test.each([
    "update fee_rules set net_yen = 0",
    "insert into fee_rules (id, kind, net_yen, valid_from) values (gen_random_uuid(), 'new', 0, '2020-01-01')",
    "update tax_rates set percent = 0",
    "insert into tax_rates values ('2026-01-01', 0)",
    "alter table forms disable trigger user",
    "drop trigger forms_guard_state on forms",
    "create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'",
    "create table mine (x int)",
    "set session_replication_role = replica",
  ])("may not: %s", async (statement) => {
    expect(await refusal(sqlOf(world.db).unsafe(statement))).toBe("42501");
  });
});

test("every guard stands in the database as written, and migrating again changes nothing", async () => {
  const before = await schemaOf();
  const rows = await world.everything();
  await migrate(world.url);
  await migrate(world.url);
  expect(await schemaOf()).toEqual(before);
  expect(await world.everything()).toBe(rows);
});

test("migrating lays a dropped guard again and takes back a grant that was slipped in", async () => {
  const before = await schemaOf();
  await world.sql`drop trigger forms_guard_keyed on forms`;
  await world.sql`grant update, delete on audit to console`;
  await world.sql`grant delete on forms to console`;
  await migrate(world.url);
  expect(await schemaOf()).toEqual(before);
});

test("two processes that migrate at once do so one after the other", async () => {
  await expect(
    Promise.all([migrate(world.url), migrate(world.url), migrate(world.url)]),
  ).resolves.toBeDefined();
});

async function schemaOf() {
  const objects = await world.sql`
    select 'table ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as object
      from information_schema.columns where table_schema = 'public'
    union all select 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where connamespace = 'public'::regnamespace
    union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
    union all select 'trigger ' || pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal
    union all select 'function ' || pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
    union all select 'grant ' || relname || ' ' || coalesce(relacl::text, '') from pg_class
      where relnamespace = 'public'::regnamespace
    order by 1`;
  return objects.map((row) => row.object);
}

test("the tests' undo leaves nothing behind", async () => {
  const before = await world.everything();
  await rolledBack(world.sql, async (sql) => {
    await sql`update settings set otp_limit = 3`;
  });
  expect(await world.everything()).toBe(before);
});
