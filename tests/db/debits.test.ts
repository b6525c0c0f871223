import { describe, expect, test } from "vitest";
import { refusal } from "#tests/db/refusal.ts";
import { speakersOf } from "#tests/db/speakers.ts";
import { madeDebits } from "#tests/support/debits.ts";
import { shipped, withWorld } from "#tests/support/world.ts";

const world = withWorld();

/** A file that waits, over a fee of its own. */
async function waiting() {
  await world.sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`truncate debit_lines, debit_batches, fee_entries, fees cascade`;
  });
  await shipped(world, await world.registered());
  const [id = ""] = await madeDebits(world, 1);
  return id;
}

const other = () => world.as("manager", { person: 2 }).actor.id;
const approved = () => `state = 'approved', checker_id = '${other()}', decided_at = now()`;

describe.each(speakersOf(world))("a direct debit file, for %s", (_, speak) => {
  const change = (id: string, set: string) =>
    refusal(speak().unsafe(`update debit_batches set ${set} where id = $1`, [id]));
  const enter = (kind: string, values = "null, null") =>
    refusal(
      speak().unsafe(`insert into fee_entries (id, fee_id, kind, amount_yen, entered_at, way, debit_batch_id)
        select gen_random_uuid(), id, '${kind}', 1100, now(), ${values} from fees`),
    );

  test("is approved by another manager, and by nobody else", async () => {
    const id = await waiting();
    const by = (who: string) => change(id, `state = 'approved', checker_id = ${who}, decided_at = now()`);
    expect(await by("maker_id")).toBe("debit_batches_four_eyes");
    expect(await by("null")).toBe("debit_batches_decided_by");
    expect(await by(`'${world.as("auditor").actor.id}'`)).toBe("debit_batches_checker_in_charge");
    expect(await by(`'${other()}', maker_id = '${world.as("auditor").actor.id}'`)).toBe(
      "debit_batches_fixed",
    );
    expect(await by(`'${other()}'`)).toBeUndefined();
  });

  test.each([
    "file = decode(repeat('21', 488), 'hex')",
    "debit_on = '2026-12-28'",
    "amount_yen = 1",
    "number = default",
  ])("stands as it was built: %s", async (set) => {
    const id = await waiting();
    expect(await change(id, set)).toMatch(/debit_batches_fixed|428C9/);
    expect(await change(id, `${approved()}, ${set}`)).toMatch(/debit_batches_fixed|428C9/);
  });

  test("with another number of records than it was built with is not approved", async () => {
    const id = await waiting();
    await world.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`update debit_lines set amount_yen = 1`;
    });
    expect(await change(id, approved())).toBe("debit_batches_counted");
  });

  test("asks for what is due, while it waits, and for nothing else", async () => {
    await waiting();
    const again = (set: string) =>
      refusal(
        speak().unsafe(`insert into debit_lines (batch_id, row, fee_id, amount_yen, attempt, branch_code, account_type,
            account_number, holder, new_code, customer_number, open, result)
          select batch_id, 2, fee_id, ${set} from debit_lines`),
      );
    const rest = "1, branch_code, account_type, account_number, holder, new_code, repeat('9', 20)";
    expect(await again(`1100, ${rest}, true, null`)).toBe("debit_lines_one_open");
    expect(await again(`1101, ${rest}, true, null`)).toBe("debit_lines_due");
    expect(await again(`1100, ${rest}, false, null`)).toBe("debit_lines_due");
    expect(await again(`1100, ${rest}, true, 'debited'`)).toBe("debit_lines_due");
  });

  test("has its fees to itself until it is over", async () => {
    const id = await waiting();
    expect(await enter("collected", "'cash', null")).toBe("fee_entries_debit_open");
    expect(await enter("billed")).toBe("fee_entries_debit_open");
    expect(await enter("billed", `null, '${id}'`)).toBe("fee_entries_of_their_debit");
    await change(id, "state = 'withdrawn', decided_at = now()");
    expect(await enter("collected", "'cash', null")).toBeUndefined();
  });

  test("is told its results once, while it is out, and they are what is entered", async () => {
    const id = await waiting();
    const result = (said: string) => refusal(speak().unsafe(`update debit_lines set result = '${said}'`));
    await change(id, approved());
    expect(await result("debited")).toBe("debit_lines_fixed");
    await change(id, "state = 'sent', sent_by = maker_id, sent_at = now()");
    expect(await enter("billed", `null, '${id}'`)).toBeUndefined();
    expect(await enter("collected", `'debit', '${id}'`)).toBe("fee_entries_of_their_debit");
    expect(await result("insufficient")).toBeUndefined();
    expect(await result("debited")).toBe("debit_lines_fixed");
    expect(await enter("collected", `'debit', '${id}'`)).toBe("fee_entries_of_their_debit");
    expect(await enter("debit_failed", `null, '${id}'`)).toBeUndefined();
    const settled = (debited: number, failed: number) =>
      change(
        id,
        `state = 'settled', settled_by = maker_id, settled_at = now(), result_file = file, result_sha256 = 'x',
          debited_count = ${debited}, debited_yen = ${debited * 1100}, failed_count = ${failed}, failed_yen = ${failed * 1100}`,
      );
    expect(await settled(1, 0)).toBe("debit_batches_counted");
    expect(await settled(0, 1)).toBeUndefined();
    expect(await world.sql`select open from debit_lines`).toEqual([{ open: false }]);
  });

  test("keeps its records: no word of them changes, and none is opened or closed by hand", async () => {
    await waiting();
    for (const set of ["amount_yen = 1", "account_number = '7654321'", "holder = 'B'", "open = false"]) {
      expect(await refusal(speak().unsafe(`update debit_lines set ${set}`))).toMatch(
        /debit_lines_fixed|42501/,
      );
    }
  });
});
