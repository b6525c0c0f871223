import { expect, test } from "vitest";
import { feeRuleOn, quoteOn, type Tariff, taxPercentOn, withChange } from "#core/fee-rules/tariff.ts";

const rule = (netYen: number, validFrom: string, of: Partial<Tariff["rules"][number]> = {}) => ({
  id: `${netYen} ${validFrom}`,
  kind: "reissue" as const,
  reason: null,
  oldTokenReturned: null,
  netYen,
  validFrom,
  ...of,
});

const tariff: Tariff = {
  rules: [
    rule(1000, "2000-01-01"),
    rule(800, "2010-04-01", { oldTokenReturned: true }),
    rule(1500, "2015-04-01", { reason: "lost" }),
    rule(1400, "2016-04-01", { reason: "lost", oldTokenReturned: true }),
    rule(1200, "2020-04-01"),
    rule(500, "2000-01-01", { kind: "new" }),
  ],
  rates: [
    { validFrom: "1989-04-01", percent: 3 },
    { validFrom: "2019-10-01", percent: 10 },
    { validFrom: "1997-04-01", percent: 5 },
  ],
  rounding: "floor",
};

test.each([
  ["lost", false, "2014-12-31", 1000],
  ["lost", false, "2015-03-31", 1000],
  ["lost", false, "2015-04-01", 1500],
  // A rule of the reason stands, though a later one of every reason came.
  ["lost", false, "2020-04-01", 1500],
  // The reason goes before the return.
  ["lost", true, "2015-12-31", 1500],
  ["lost", true, "2016-04-01", 1400],
  ["faulty", true, "2010-03-31", 1000],
  ["faulty", true, "2010-04-01", 800],
  ["faulty", true, "2020-04-01", 800],
  ["faulty", false, "2020-03-31", 1000],
  ["faulty", false, "2020-04-01", 1200],
  ["faulty", false, "1999-12-31", undefined],
] as const)(
  "a reissue for %s, old token returned %s, on %s is %s yen before tax",
  (reason, back, on, yen) => {
    expect(feeRuleOn(tariff, { kind: "reissue", reason, oldTokenReturned: back }, on)?.netYen).toBe(yen);
  },
);

test("a kind has no other kind's fee, and one without a rule has no quote", () => {
  const of = { reason: null, oldTokenReturned: false };
  expect(quoteOn(tariff, { kind: "new", ...of }, "2019-10-01")).toMatchObject({ netYen: 500, grossYen: 550 });
  expect(quoteOn(tariff, { kind: "exchange", ...of }, "2019-10-01")).toBeUndefined();
});

test.each([
  ["1989-03-31", 0],
  ["1989-04-01", 3],
  ["1997-03-31", 3],
  ["1997-04-01", 5],
  ["2019-09-30", 5],
  ["2019-10-01", 10],
] as const)("on %s the rate is %d percent, in whatever order the rates come", (on, percent) => {
  expect(taxPercentOn(tariff, on)).toBe(percent);
});

test("with a change the tariff says another thing from its day on, and the same before", () => {
  const of = { kind: "reissue", reissueReason: "lost", oldTokenReturned: null } as const;
  const lost = { kind: "reissue", reason: "lost", oldTokenReturned: false } as const;
  const changed = withChange(tariff, { id: "x", subject: "fee", ...of, amount: 1, validFrom: "2030-04-01" });
  expect(feeRuleOn(changed, lost, "2030-03-31")?.netYen).toBe(1500);
  expect(feeRuleOn(changed, lost, "2030-04-01")).toMatchObject({ id: "x", netYen: 1 });
  const anew = withChange(changed, { id: "y", subject: "fee", ...of, amount: 2, validFrom: "2030-04-01" });
  expect(anew.rules).toHaveLength(changed.rules.length);
  expect(feeRuleOn(anew, lost, "2030-04-01")).toMatchObject({ id: "y", netYen: 2 });
  const none = { kind: null, reissueReason: null, oldTokenReturned: null };
  const taxed = withChange(tariff, {
    id: "z",
    subject: "tax_rate",
    ...none,
    amount: 12,
    validFrom: "2030-04-01",
  });
  expect([taxPercentOn(taxed, "2030-03-31"), taxPercentOn(taxed, "2030-04-01")]).toEqual([10, 12]);
});
