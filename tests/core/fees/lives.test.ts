import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { reconcileFees } from "#core/fees/reconcile.ts";
import { feeReport } from "#core/fees/report.ts";
import { withTax } from "#core/fees/rules.ts";
import { refusal } from "#tests/db/refusal.ts";
import { approved, withWorld } from "#tests/support/world.ts";
import { closeMonths } from "./made.ts";

const world = withWorld();
/** A hundred in every run, 10,000 by ROUNDS=200. */
const fees = 50 * inject("rounds");

const steps = ["bill", "collect", "fail", "cash", "waive", "refund", "adjust", "cancel"] as const;
const life = fc.record({
  netYen: fc.integer({ min: 0, max: 3333 }),
  taxPercent: fc.constantFrom(3, 5, 8, 10),
  branch: fc.constantFrom("001", "002"),
  reason: fc.constantFrom("lost", "faulty", "stolen"),
  /** Minutes after the beginning of 2024. */
  begins: fc.integer({ min: 0, max: 500_000 }),
  steps: fc.array(
    fc.record({
      step: fc.constantFrom(...steps),
      later: fc.integer({ min: 0, max: 90_000 }),
      wrongBy: fc.constantFrom(0, 0, 0, 0, 1, -1),
      percent: fc.constantFrom(3, 5, 8, 10),
    }),
    { maxLength: 9 },
  ),
});

test(`whatever ${fees} fees live through, each ledger takes only what it should, and report and closings are the recount`, async () => {
  const model = await approved(world, await world.registered(), "reissue", "lost");
  const [{ fee_id: modelFee } = { fee_id: "" }] =
    await world.sql`select id as fee_id from fees where order_id = ${model.orderId}`;
  const lives = fc.sample(life, { numRuns: fees, seed: inject("seed") });
  for (const [nth, one] of lives.entries()) await live(one, { nth, model, modelFee });
  const told = await reconcileFees(world.as("manager"), {});
  expect(told).toMatchObject({ orders: fees + 1, closed: 0, differences: [], faults: [] });
  const years = () =>
    Promise.all(["2023", "2024", "2025"].map((year) => feeReport(world.as("manager"), { year })));
  const before = await years();
  await closeMonths(world, "2026-11-09T12:00:00+09:00");
  expect(await reconcileFees(world.as("manager"), {})).toEqual({ ...told, closed: expect.any(Number) });
  expect(await world.sql`select from fee_closings`).not.toHaveLength(0);
  expect(await years()).toEqual(before);
}, 600_000);

type Life = typeof life extends fc.Arbitrary<infer One> ? One : never;

/** One fee from its approval on: every step is tried, and taken exactly where a sum kept by hand says so. */
async function live(
  { netYen, taxPercent, branch, reason, begins, steps }: Life,
  { nth, model, modelFee }: { nth: number; model: { orderId: string; formId: string }; modelFee: string },
): Promise<void> {
  let at = new Date(Date.UTC(2023, 11, 31, 15) + begins * 60_000);
  const [formId, orderId, feeId] = [8, 9, 10].map((kind) => idOf(kind, nth));
  const sum = withTax(netYen, taxPercent);
  await world.sql.begin(async (sql) => {
    // Beside the approval, of which other tests tell: one row each, copied from one that went the whole way.
    await sql`set local session_replication_role = replica`;
    await sql`insert into forms overriding system value select (jsonb_populate_record(f, ${sql.json({ id: formId ?? "", number: 2_000_000 + nth })})).*
      from forms f where id = ${model.formId}`;
    await sql`insert into orders overriding system value select (jsonb_populate_record(o, ${sql.json({
      id: orderId ?? "",
      number: 6_000_000 + nth,
      form_id: formId ?? "",
      state: "closed",
      branch_code: branch,
      reason,
    })})).* from orders o where id = ${model.orderId}`;
    await sql`insert into fees select (jsonb_populate_record(f, ${sql.json({
      id: feeId ?? "",
      order_id: orderId ?? "",
      branch_code: branch,
      reason,
      net_yen: netYen,
      tax_percent: taxPercent,
      tax_yen: sum.taxYen,
      gross_yen: sum.grossYen,
      assessed_at: at.toISOString(),
    })})).* from fees f where id = ${modelFee}`;
  });
  const enter = (
    kind: string,
    yen: number,
    more: { way?: string; percent?: number; requestId?: string } = {},
  ) =>
    refusal(world.sql`insert into fee_entries (id, fee_id, kind, amount_yen, way, tax_percent, request_id, entered_at)
      values (gen_random_uuid(), ${feeId ?? ""}, ${kind}, ${yen}, ${more.way ?? null}, ${more.percent ?? null},
        ${more.requestId ?? null}, ${at})`);
  expect(await enter("assessed", sum.grossYen)).toBeUndefined();
  let [charged, paid, out, adjusted] = [sum.grossYen, 0, 0, false];
  for (const { step, later, wrongBy, percent } of steps) {
    at = new Date(at.getTime() + later * 60_000);
    const due = Math.max(0, charged - paid);
    const owed = Math.max(0, paid - charged);
    const right = wrongBy === 0;
    switch (step) {
      case "bill": {
        const taken = await enter("billed", due + wrongBy);
        const may = right && due > 0 && out === 0;
        expect(taken === undefined).toBe(may);
        if (may) out = due;
        break;
      }
      case "collect":
      case "fail": {
        const came = step === "collect";
        const taken = await enter(
          came ? "collected" : "debit_failed",
          out + wrongBy,
          came ? { way: "debit" } : {},
        );
        const may = right && out > 0;
        expect(taken === undefined).toBe(may);
        if (may && came) paid += out;
        if (may) out = 0;
        break;
      }
      case "cash": {
        const taken = await enter("collected", due + wrongBy, { way: "cash" });
        const may = right && due > 0 && out === 0;
        expect(taken === undefined).toBe(may);
        if (may) paid += due;
        break;
      }
      case "waive": {
        const yen = due + wrongBy;
        if (yen <= 0) break;
        const taken = await enter("waived", yen, { requestId: await allowed(feeId ?? "", "waive", yen) });
        const may = right && due > 0 && out === 0;
        expect(taken === undefined).toBe(may);
        if (may) charged -= due;
        break;
      }
      case "refund": {
        if (out > 0 || due > 0 || paid === 0) break;
        const yen = owed > 0 ? owed : paid;
        const requestId = await allowed(feeId ?? "", "refund", yen);
        if (owed === 0) {
          expect(await enter("reversed", yen, { requestId })).toBeUndefined();
          charged -= yen;
        }
        expect(await enter("refunded", yen + wrongBy, { requestId })).toEqual(
          right ? undefined : expect.any(String),
        );
        if (right) paid -= yen;
        break;
      }
      case "adjust": {
        const yen = withTax(netYen, percent).taxYen - sum.taxYen;
        const taken = await enter("adjusted", yen, { percent });
        const may = !adjusted && charged + yen >= 0;
        expect(taken === undefined).toBe(may);
        if (may) [charged, adjusted] = [charged + yen, true];
        break;
      }
      case "cancel": {
        await world.sql.begin(async (sql) => {
          await sql`set local session_replication_role = replica`;
          await sql`update orders set state = 'cancelled' where id = ${orderId ?? ""}`;
        });
        if (charged === 0) break;
        const taken = await enter("reversed", charged + wrongBy);
        expect(taken === undefined).toBe(right);
        // What is left is taken back all the same: a cancelled order charges nothing.
        if (!right) expect(await enter("reversed", charged)).toBeUndefined();
        charged = 0;
        break;
      }
    }
    if (charged < 0 || paid < 0) throw new Error(`the test's own sums went wrong in life ${nth}`);
  }
  const [{ state } = { state: "" }] = await world.sql`select state from orders where id = ${orderId ?? ""}`;
  // Adjusted after its cancellation, as no dispatch could: the charge is taken back again.
  if (state === "cancelled" && charged > 0) expect(await enter("reversed", charged)).toBeUndefined();
}

/** A request for a sum that two people want. */
async function allowed(feeId: string, kind: "waive" | "refund", yen: number): Promise<string> {
  const [request] = await world.sql`
    insert into fee_requests (id, kind, fee_id, amount_yen, reason, maker_id, proposed_at)
      values (gen_random_uuid(), ${kind}, ${feeId}, ${yen}, 'x', ${world.as("approver").actor.id}, ${world.now})
      returning id`;
  await world.sql`update fee_requests set state = 'approved', checker_id = ${world.as("manager").actor.id},
    decided_at = ${world.now} where id = ${request?.id}`;
  return String(request?.id);
}

function idOf(kind: number, nth: number): string {
  return `01900000-0000-7${String(kind).padStart(3, "0")}-8000-${String(nth).padStart(12, "0")}`;
}
