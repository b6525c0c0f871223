import { v7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import { readContract } from "#core/contracts/read.ts";
import { sealLoginEvents } from "#core/logins/seal-events.ts";
import { unmaskCustomer } from "#core/look-ups/unmask.ts";
import { appendOnlyTables } from "#db/guards/ledgers.ts";
import { sqlOf } from "#db/prepared.ts";
import { closeMonths } from "#tests/core/fees/made.ts";
import { refusal } from "#tests/db/refusal.ts";
import { shipped, withWorld } from "#tests/support/world.ts";

const world = withWorld();

/** A customer unmasked and looked at by the auditor, whose look-ups of a month the manager has gone through. */
async function lookedAt(contractId: string): Promise<void> {
  const auditor = world.as("auditor");
  await unmaskCustomer(auditor, { contractId, reason: "audit" });
  await readContract(auditor, { contractId });
  await world.sql`
    insert into look_up_reviews (id, month, staff_id, reviewer_id, at, note, look_ups, unmasked)
      values (${v7()}, '2026-10-01', ${auditor.actor.id}, ${world.as("manager").actor.id}, ${world.now}, 'x', 1, 1)
      on conflict do nothing`;
}

/** A month that is closed, with a fee left open in it. */
beforeAll(async () => {
  world.setNow("2026-10-20T10:00:00+09:00");
  await shipped(world, await world.registered());
  world.setNow("2026-11-24T10:00:00+09:00");
  await closeMonths(world, "2026-11-24T10:00:00+09:00");
});

describe("what only grows", () => {
  test("holds every ledger", () => {
    expect([...appendOnlyTables].sort()).toEqual(
      [
        "audit",
        "fee_closing_items",
        "fee_closing_totals",
        "fee_closings",
        "fee_entries",
        "fee_paper_issues",
        "fees",
        "login_event_blocks",
        "login_events",
        "look_up_reviews",
        "look_ups",
        "mail_events",
        "scans",
        "unmaskings",
      ].sort(),
    );
  });

  test.each(
    Object.entries({
      audit: "actor_name",
      fee_closing_items: "due_yen",
      fee_closing_totals: "due_yen",
      fee_closings: "hash",
      fee_entries: "amount_yen",
      fee_paper_issues: "number",
      fees: "net_yen",
      login_event_blocks: "mac",
      login_events: "address",
      look_up_reviews: "note",
      look_ups: "purpose",
      mail_events: "office",
      scans: "file_name",
      unmaskings: "reason",
    }).flatMap(([table, column]) => [
      [table, "update", `update ${table} set ${column} = ${column}`],
      [table, "delete", `delete from ${table}`],
      [
        table,
        "truncate",
        `truncate ${{ fees: "fees, fee_entries, fee_requests, debit_lines, fee_closing_items, fee_paper_issues", fee_closings: "fee_closings, fee_closing_totals, fee_closing_items", unmaskings: "unmaskings, look_ups" }[table] ?? table}`,
      ],
    ]),
  )("%s: %s is refused to the app's role and to the owner", async (table, _, statement) => {
    const contract = await world.registered();
    const { orderId } = await shipped(world, contract);
    await lookedAt(contract.id);
    await world.sql`insert into login_events (contract_id, at, factor, outcome, client_key, address)
      select contract_id, placed_at, 'otp', 'accepted', 'page', '' from orders where id = ${orderId}`;
    await sealLoginEvents(world);
    await world.sql`insert into fee_paper_issues (id, fee_id, paper, number, amount_yen, issued_by, issued_at)
      select ${v7()}, id, 'invoice', 1, 1100, ${world.as("manager").actor.id}, ${world.now} from fees limit 1
      on conflict do nothing`;
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
