import { beforeAll, expect, test } from "vitest";
import { collectCash } from "#core/fees/collect.ts";
import { listOfFees, partOfFees } from "#core/fees/list.ts";
import {
  type FeeEntryKind,
  type FeeShare,
  feeShares,
  feeStates,
  standingOf,
  sumsOf,
} from "#core/fees/rules.ts";
import { cancelOrder } from "#core/orders/cancel.ts";
import { type FeeEntry, listFeeEntries } from "#db/fees.ts";
import { withWorld } from "#tests/support/world.ts";
import { assessed, closeMonths, debit, grant, pay } from "./made.ts";

const world = withWorld();
const manager = () => world.as("manager");
const at = (time: string) => world.setNow(`${time}+09:00`);

type Made = { id: string; branch: string; reason: string; entries: FeeEntry[] };
let fees: Made[] = [];

beforeAll(async () => {
  at("2025-01-20T10:00:00");
  const free = await assessed(world, { reason: "initial_defect" });
  const twice = await assessed(world, { branch: "002", reason: "stolen" });
  const paid = await assessed(world, { reason: "faulty" });
  const back = await assessed(world);
  at("2025-01-31T23:59:59");
  const adjusted = await assessed(world, { branch: "002" });
  const renewed = await assessed(world);
  for (const made of [twice, paid]) await debit(world, made.feeId, "billed");
  at("2025-02-01T00:00:00");
  await debit(world, twice.feeId, "debit_failed");
  await debit(world, paid.feeId, "collected");
  await pay(world, back.feeId);
  await grant(world, renewed.feeId, "waive");
  const gone = await assessed(world, { reason: "damaged" });
  await world.sql`insert into fee_entries (id, fee_id, kind, amount_yen, tax_percent, entered_at)
    values (gen_random_uuid(), ${adjusted.feeId}, 'adjusted', 20, 12, ${world.now}),
      (gen_random_uuid(), ${gone.feeId}, 'adjusted', 0, 10, ${world.now}),
      (gen_random_uuid(), ${paid.feeId}, 'adjusted', 0, 10, ${world.now})`;
  at("2025-02-14T09:00:00");
  await cancelOrder(world.as("operations"), { orderId: gone.orderId, reason: "取消" });
  await grant(world, back.feeId, "refund");
  await debit(world, twice.feeId, "billed");
  at("2025-02-28T23:59:59.999");
  await debit(world, twice.feeId, "debit_failed");
  at("2025-03-03T12:00:00");
  await collectCash(world.as("clerk", { branch: "002" }), { feeId: adjusted.feeId, counted: 1120 });
  const late = await assessed(world, { branch: "002" });
  at("2025-03-20T12:00:00");
  await cancelOrder(world.as("operations"), { orderId: adjusted.orderId, reason: "取消" });
  const made = [free, twice, paid, back, adjusted, renewed, gone, late];
  fees = await Promise.all(
    made.map(async ({ feeId }) => {
      const [fee] = await world.sql`select branch_code, reason from fees where id = ${feeId}`;
      return {
        id: feeId,
        branch: fee?.branch_code,
        reason: fee?.reason,
        entries: await listFeeEntries(world.db, feeId),
      };
    }),
  );
});

const kindsOf: Partial<Record<FeeShare, FeeEntryKind[]>> = {
  assessed: ["assessed", "adjusted"],
  collected: ["collected"],
  waived: ["waived"],
  reversed: ["reversed"],
  refunded: ["refunded"],
  failed: ["debit_failed"],
};

type Asked = {
  from: string;
  until: string;
  share: FeeShare;
  branchCode?: string;
  reason?: string;
  state?: string;
};

/** The same list told from each ledger by itself: newest first. */
function expected({ from, until, share, branchCode, reason, state }: Asked) {
  const [starts, ends] = [new Date(`${from}T00:00:00+09:00`), new Date(`${until}T24:00:00+09:00`)];
  return fees
    .flatMap((fee) => {
      const before = fee.entries.filter(({ enteredAt }) => enteredAt < ends);
      const [first] = before;
      if (!first || (branchCode && fee.branch !== branchCode) || (reason && fee.reason !== reason)) return [];
      const standing = standingOf(sumsOf(before));
      if (state && standing.state !== state) return [];
      const kinds = kindsOf[share];
      if (!kinds) {
        const yen = share === "due" ? standing.dueYen : standing.creditYen;
        return yen > 0 ? [{ id: fee.id, at: first.enteredAt, yen, state: standing.state }] : [];
      }
      const own = before.filter(({ kind, enteredAt }) => kinds.includes(kind) && enteredAt >= starts);
      const last = own.at(-1);
      const yen = own.reduce((sum, { amountYen }) => sum + amountYen, 0);
      if (!last || (yen === 0 && !own.some(({ kind }) => kind === "assessed"))) return [];
      return [{ id: fee.id, at: last.enteredAt, yen, state: standing.state }];
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
}

type Rows = Awaited<ReturnType<typeof partOfFees>>["rows"];
const told = (rows: Rows) =>
  rows.map((row) => ({ id: row.id, at: row.at, yen: row.share_yen, state: row.state }));

async function agrees() {
  let found = 0;
  for (const [from, until] of [
    ["2025-02-01", "2025-02-28"],
    ["2025-01-25", "2025-02-14"],
    ["2024-04-01", "2025-03-31"],
  ] as const) {
    const narrowed = [
      {},
      { branchCode: "002" },
      { reason: "lost" },
      ...feeStates.map((state) => ({ state })),
    ];
    for (const share of feeShares) {
      for (const more of narrowed) {
        const asked = { from, until, share, ...more };
        const wanted = expected(asked);
        const listed = await listOfFees(manager(), asked);
        expect({ asked, rows: told(listed.rows) }).toEqual({ asked, rows: wanted });
        if (wanted.length > 0) expect(listed).toMatchObject({ total: wanted.length, more: false });
        found += wanted.length;
      }
    }
  }
  return found;
}

test("each list is what the ledgers tell one by one, whatever is asked, before months are closed and after", async () => {
  at("2025-04-30T12:00:00");
  const found = await agrees();
  expect(found).toBeGreaterThan(100);
  await closeMonths(world, "2025-03-31T12:00:00+09:00");
  expect(await agrees()).toBe(found);
});

test.each(feeShares)("the file of %s goes on from any row, both ways", async (share) => {
  const asked = { from: "2024-04-01", until: "2025-03-31", share };
  const newest = expected(asked);
  for (const [sort, wanted] of [
    ["-at", newest],
    ["at", newest.toReversed()],
  ] as const) {
    const whole = await partOfFees(manager(), { ...asked, sort });
    expect(told(whole.rows)).toEqual(wanted);
    for (const [nth, row] of whole.rows.entries()) {
      const rest = await partOfFees(manager(), { ...asked, sort, after: row.place });
      expect(told(rest.rows)).toEqual(wanted.slice(nth + 1));
    }
  }
});

test("a branch's approver lists the branch's fees alone, with the customers' family names", async () => {
  const asked = { from: "2024-04-01", until: "2025-03-31", branchCode: "001" };
  const { rows, branches } = await listOfFees(world.as("approver", { branch: "002" }), asked);
  expect(rows.map((row) => row.id).sort()).toEqual(
    fees
      .filter(({ branch }) => branch === "002")
      .map(({ id }) => id)
      .sort(),
  );
  expect(branches.map(({ code }) => code)).toEqual(["002"]);
  expect(rows.every(({ kana }) => kana.endsWith("＊＊"))).toBe(true);
});
