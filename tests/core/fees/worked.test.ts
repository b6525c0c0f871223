import { describe, expect, test } from "vitest";
import { quoteOn, type Tariff } from "#core/fee-rules/tariff.ts";
import { askableYen, chargedSum, entriesOf, type LedgerEntry, standingOf, sumsOf } from "#core/fees/rules.ts";

// Worked by hand, on paper: no yen here is computed.

const rule = (netYen: number, of: Partial<Tariff["rules"][number]>) => ({
  id: "x",
  kind: "reissue" as const,
  reason: null,
  oldTokenReturned: null,
  netYen,
  validFrom: "1980-01-01",
  ...of,
});

/** The guide's fees; and of three odd sums, so that every rounding shows. */
const tariff: Tariff = {
  rules: [
    rule(1000, {}),
    rule(0, { reason: "initial_defect" }),
    rule(1000, { kind: "new" }),
    rule(1000, { kind: "exchange" }),
    rule(1250, { reason: "lost", validFrom: "2026-04-01" }),
    rule(955, { reason: "faulty", validFrom: "2026-04-01" }),
    rule(999, { kind: "exchange", oldTokenReturned: true, validFrom: "2026-04-01" }),
  ],
  rates: [
    { validFrom: "1989-04-01", percent: 3 },
    { validFrom: "1997-04-01", percent: 5 },
    { validFrom: "2014-04-01", percent: 8 },
    { validFrom: "2019-10-01", percent: 10 },
  ],
  rounding: "floor",
};
const of = (
  kind: "new" | "exchange" | "reissue",
  reason: "lost" | null = null,
  oldTokenReturned = false,
) => ({
  kind,
  reason,
  oldTokenReturned,
});

const days = [
  "1989-03-31",
  "1989-04-01",
  "1997-03-31",
  "1997-04-01",
  "2014-03-31",
  "2014-04-01",
  "2019-09-30",
];

describe("both sides of each change of the rate, and today", () => {
  test.each([
    ["new", null, [1000, 1030, 1030, 1050, 1050, 1080, 1080, 1100]],
    ["exchange", null, [1000, 1030, 1030, 1050, 1050, 1080, 1080, 1100]],
    ["reissue", "battery_dead", [1000, 1030, 1030, 1050, 1050, 1080, 1080, 1100]],
    ["reissue", "faulty", [1000, 1030, 1030, 1050, 1050, 1080, 1080, 1100]],
    ["reissue", "damaged", [1000, 1030, 1030, 1050, 1050, 1080, 1080, 1100]],
    ["reissue", "stolen", [1000, 1030, 1030, 1050, 1050, 1080, 1080, 1100]],
    ["reissue", "lost", [1000, 1030, 1030, 1050, 1050, 1080, 1080, 1100]],
    ["reissue", "initial_defect", [0, 0, 0, 0, 0, 0, 0, 0]],
  ] as const)("%s %s costs %j", (kind, reason, yen) => {
    const costs = [...days, "2019-10-01"].map(
      (on) => quoteOn(tariff, { kind, reason, oldTokenReturned: false }, on)?.grossYen,
    );
    expect(costs).toEqual(yen);
  });
});

describe("an odd sum is rounded once, each way", () => {
  test.each([
    // 1,250 × 10 % = 125; 955 × 10 % = 95.5; 999 × 10 % = 99.9.
    ["floor", 1375, 1050, 1098],
    ["round", 1375, 1051, 1099],
    ["ceil", 1375, 1051, 1099],
  ] as const)("by 10 percent, %s", (rounding, lost, faulty, exchange) => {
    const cost = (asked: Parameters<typeof quoteOn>[1]) =>
      quoteOn({ ...tariff, rounding }, asked, "2026-11-28")?.grossYen;
    expect(cost(of("reissue", "lost"))).toBe(lost);
    expect(cost({ kind: "reissue", reason: "faulty", oldTokenReturned: false })).toBe(faulty);
    expect(cost(of("exchange", null, true))).toBe(exchange);
    expect(cost(of("exchange"))).toBe(1100);
  });

  test.each([
    // 8 %: 1,250 → 100; 955 → 76.4; 999 → 79.92.
    ["floor", 8, 100, 76, 79],
    ["round", 8, 100, 76, 80],
    ["ceil", 8, 100, 77, 80],
    // 5 %: 62.5; 47.75; 49.95.
    ["floor", 5, 62, 47, 49],
    ["round", 5, 63, 48, 50],
    ["ceil", 5, 63, 48, 50],
    // 3 %: 37.5; 28.65; 29.97.
    ["floor", 3, 37, 28, 29],
    ["round", 3, 38, 29, 30],
    ["ceil", 3, 38, 29, 30],
  ] as const)("%s, tax by %d percent", (rounding, percent, lost, faulty, exchange) => {
    const rates = [{ validFrom: "1989-04-01", percent }];
    const tax = (asked: Parameters<typeof quoteOn>[1]) =>
      quoteOn({ ...tariff, rates, rounding }, asked, "2026-11-28")?.taxYen;
    expect(tax(of("reissue", "lost"))).toBe(lost);
    expect(tax({ kind: "reissue", reason: "faulty", oldTokenReturned: false })).toBe(faulty);
    expect(tax(of("exchange", null, true))).toBe(exchange);
  });
});

describe("what a ledger of 955 yen comes to, quoted at 8 percent (1,031) and posted at 10 (1,050)", () => {
  const quoted = { netYen: 955, taxYen: 76, grossYen: 1031, taxPercent: 8 };
  const begun: LedgerEntry[] = [
    { kind: "assessed", amountYen: 1031 },
    { kind: "adjusted", amountYen: 19, taxPercent: 10 },
  ];
  const then = (...entries: LedgerEntry[]) => standingOf(sumsOf([...begun, ...entries]));

  test("the invoice says 955, 95 and 1,050", () => {
    expect(chargedSum(quoted, begun)).toEqual({ netYen: 955, taxYen: 95, grossYen: 1050, taxPercent: 10 });
    expect(then()).toMatchObject({ state: "outstanding", dueYen: 1050, paidYen: 0 });
  });

  test.each<[string, LedgerEntry[], object]>([
    [
      "paid in cash",
      [{ kind: "collected", amountYen: 1050, way: "cash" }],
      { state: "collected", dueYen: 0 },
    ],
    ["waived", [{ kind: "waived", amountYen: 1050 }], { state: "waived", claimYen: 0, dueYen: 0 }],
    ["reversed", [{ kind: "reversed", amountYen: 1050 }], { state: "reversed", claimYen: 0 }],
    ["a debit out", [{ kind: "billed", amountYen: 1050 }], { state: "billed", underDebitYen: 1050 }],
    [
      "a failed debit",
      [
        { kind: "billed", amountYen: 1050 },
        { kind: "debit_failed", amountYen: 1050 },
      ],
      { state: "failed", dueYen: 1050, underDebitYen: 0 },
    ],
    [
      "failed, then debited",
      [
        { kind: "billed", amountYen: 1050 },
        { kind: "debit_failed", amountYen: 1050 },
        { kind: "billed", amountYen: 1050 },
        { kind: "collected", amountYen: 1050, way: "debit" },
      ],
      { state: "collected", dueYen: 0, paidYen: 1050 },
    ],
    [
      "paid, then reversed with its order",
      [
        { kind: "collected", amountYen: 1050, way: "cash" },
        { kind: "reversed", amountYen: 1050 },
      ],
      { state: "refund_due", creditYen: 1050 },
    ],
    [
      "paid, then refunded",
      [
        { kind: "collected", amountYen: 1050, way: "cash" },
        { kind: "reversed", amountYen: 1050 },
        { kind: "refunded", amountYen: 1050 },
      ],
      { state: "refunded", claimYen: 0, paidYen: 0, creditYen: 0 },
    ],
  ])("%s", (_, entries, standing) => {
    expect(then(...entries)).toMatchObject(standing);
  });

  test("paid before it was posted it owes 19 more; posted at a rate that fell, 19 are owed to the customer", () => {
    const paid: LedgerEntry = { kind: "collected", amountYen: 1031, way: "cash" };
    expect(then(paid)).toMatchObject({ state: "outstanding", dueYen: 19, paidYen: 1031 });
    const fell = standingOf(
      sumsOf([
        { kind: "assessed", amountYen: 1050 },
        { kind: "collected", amountYen: 1050, way: "cash" },
        { kind: "adjusted", amountYen: -19, taxPercent: 8 },
      ]),
    );
    expect(fell).toMatchObject({ state: "refund_due", creditYen: 19 });
    expect(askableYen("refund", fell)).toBe(19);
    expect(entriesOf({ kind: "refund", amountYen: 19 }, fell)).toEqual([{ kind: "refunded", amountYen: 19 }]);
  });
});
