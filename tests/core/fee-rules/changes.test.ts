import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { approveFeeRule, turnDownFeeRule } from "#core/fee-rules/decide.ts";
import { proposeFee, proposeTaxRate } from "#core/fee-rules/propose.ts";
import { readFeeRules } from "#core/fee-rules/read.ts";
import { withdrawFeeRule } from "#core/fee-rules/withdraw.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import {
  approve,
  asItWas,
  checker,
  fee,
  maker,
  proposedFee,
  proposedRate,
  rate,
  today,
  tomorrow,
} from "./made.ts";

const world = withWorld();
beforeEach(() => world.setNow(`${today}T10:00:00+09:00`));
afterEach(() => asItWas(world));

const rows = () => world.sql`select id, kind, reason, old_token_returned, net_yen, valid_from::text
  from fee_rules where valid_from > '2026-12-31' order by valid_from, net_yen`;

describe("a proposal", () => {
  test("changes nothing by itself, and is told in the audit with what holds now", async () => {
    const id = await proposedFee(world, { reason: "lost", oldToken: "returned", netYen: "１，５００" });
    expect(await rows()).toEqual([]);
    const [told] = await world.sql`select * from audit order by id desc limit 1`;
    expect(told).toMatchObject({
      action: "fee_rule.propose",
      subject_kind: "fee_rule_change",
      subject_id: id,
      subject_label: tomorrow,
      before: { netYen: 1000 },
      after: {
        state: "proposed",
        fromOn: tomorrow,
        kind: "reissue",
        reason: "lost",
        oldTokenReturned: true,
        netYen: 1500,
      },
      reason: "規定の改定",
    });
    await proposedRate(world);
    const [rateTold] = await world.sql`select action, before, after from audit order by id desc limit 1`;
    expect(rateTold).toEqual({
      action: "tax_rate.propose",
      before: { taxPercent: 10 },
      after: { state: "proposed", fromOn: tomorrow, taxPercent: 12 },
    });
  });

  test.each([
    ["today", { validFrom: today }, { validFrom: "feeRule.past" }],
    ["a day gone by", { validFrom: "令和8年4月1日" }, { validFrom: "feeRule.past" }],
    ["no day", { validFrom: "2090-02-30" }, { validFrom: "feeRule.day" }],
    ["no sum", { netYen: "" }, { netYen: "required" }],
    ["a sum below nothing", { netYen: "-1" }, { netYen: "feeRule.yen" }],
    ["part of a yen", { netYen: "1000.5" }, { netYen: "feeRule.yen" }],
    ["too much", { netYen: "100001" }, { netYen: "feeRule.yen" }],
    ["no kind", { kind: "" }, { kind: "choose" }],
    ["a kind that costs nothing", { kind: "unlock" }, { kind: "choose" }],
    ["a reason of a new one", { kind: "new", reason: "lost" }, { reason: "reason.onlyForReissue" }],
    ["no word why", { why: " " }, { why: "proposal.reason" }],
  ])("with %s is refused under its field", async (_, typed, fields) => {
    expect(await failureOf(proposeFee(maker(world), fee(typed)))).toMatchObject({ code: "invalid", fields });
  });

  test("of a rate takes whole percent from 0 to 100", async () => {
    for (const percent of ["101", "8.5", "-8", "八"]) {
      expect(await failureOf(proposeTaxRate(maker(world), rate({ percent })))).toMatchObject({
        fields: { percent: "feeRule.percent" },
      });
    }
    expect(await proposedRate(world, { percent: "０" })).toBeTruthy();
  });

  test("of what would be so anyway is refused", async () => {
    const unchanged = { code: "invalid", about: "feeRuleUnchanged" };
    expect(await failureOf(proposeFee(maker(world), fee({ netYen: "1000" })))).toMatchObject(unchanged);
    expect(
      await failureOf(proposeFee(maker(world), fee({ reason: "stolen", netYen: "1000" }))),
    ).toMatchObject(unchanged);
    expect(await failureOf(proposeTaxRate(maker(world), rate({ percent: "10" })))).toMatchObject(unchanged);
  });

  test("a second before midnight in Japan may still be of tomorrow, and at midnight no more", async () => {
    world.setNow(`${today}T23:59:59.999+09:00`);
    const id = await proposedFee(world);
    world.setNow(`${tomorrow}T00:00:00+09:00`);
    expect(await failureOf(proposeFee(maker(world), fee()))).toMatchObject({
      fields: { validFrom: "feeRule.past" },
    });
    expect(await failureOf(approve(world, id))).toMatchObject({ code: "conflict", about: "feeRuleLate" });
    world.setNow(`${today}T23:59:59.999+09:00`);
    expect(await failureOf(approve(world, id))).toBeUndefined();
  });
});

describe("an approval", () => {
  test("adds the fee from its day on under the id of its change, and leaves every other row", async () => {
    const before = await world.sql`select * from fee_rules order by id`;
    const id = await proposedFee(world);
    await approve(world, id);
    expect(await rows()).toEqual([
      {
        id,
        kind: "reissue",
        reason: null,
        old_token_returned: null,
        net_yen: 1200,
        valid_from: tomorrow,
      },
    ]);
    expect(await world.sql`select * from fee_rules where id <> ${id} order by id`).toEqual(before);
    const { rules, proposed, history } = await readFeeRules(maker(world), {});
    expect(rules.find((rule) => rule.id === id)).toMatchObject({ stage: "planned" });
    expect(proposed).toEqual([]);
    expect(history.rows[0]).toMatchObject({
      id,
      state: "approved",
      amount: 1200,
      amountBefore: 1000,
      makerName: "manager-1",
      checkerName: "manager-2",
    });
    const [told] = await world.sql`select action, maker_id, checker_id from audit order by id desc limit 1`;
    expect(told).toEqual({
      action: "fee_rule.approve",
      maker_id: maker(world).actor.id,
      checker_id: checker(world).actor.id,
    });
  });

  test("of a rate adds it from its day on", async () => {
    await approve(world, await proposedRate(world));
    const { rates } = await readFeeRules(maker(world), {});
    expect(rates.slice(0, 2)).toEqual([
      { validFrom: tomorrow, percent: 12, stage: "planned" },
      { validFrom: "2019-10-01", percent: 10, stage: "in_force" },
    ]);
    world.setNow(`${tomorrow}T00:00:00+09:00`);
    expect((await readFeeRules(maker(world), {})).rates.map(({ stage }) => stage)).toEqual([
      "in_force",
      ...Array(4).fill("past"),
    ]);
  });

  test("of a day that is planned already sets it anew, for fees and for rates", async () => {
    await approve(world, await proposedFee(world));
    const again = await proposedFee(world, { netYen: "1300" });
    await approve(world, again);
    expect(await rows()).toMatchObject([{ id: again, net_yen: 1300 }]);
    await approve(world, await proposedRate(world));
    await approve(world, await proposedRate(world, { percent: "10" }));
    const planned = await world.sql`select percent from tax_rates where valid_from = ${tomorrow}`;
    expect(planned).toEqual([{ percent: 10 }]);
  });

  test("is not the maker's; nor is turning it down, and only the maker withdraws", async () => {
    const feeRuleChangeId = await proposedFee(world);
    const before = await world.everything();
    const own = { code: "forbidden", about: "fourEyes" };
    expect(await failureOf(approveFeeRule(maker(world), { feeRuleChangeId }))).toMatchObject(own);
    expect(await failureOf(turnDownFeeRule(maker(world), { feeRuleChangeId, note: "x" }))).toMatchObject(own);
    expect(await failureOf(withdrawFeeRule(checker(world), { feeRuleChangeId }))).toMatchObject({
      about: "onlyItsMaker",
    });
    expect(await world.everything()).toBe(before);
  });

  test("comes too late once what holds on that day has moved; the other's day may be another", async () => {
    const later = await proposedFee(world, { validFrom: "2090-05-01", netYen: "1500" });
    await approve(world, await proposedFee(world));
    const before = await world.everything();
    expect(await failureOf(approve(world, later))).toMatchObject({ code: "conflict", about: "feeRuleMoved" });
    expect(await world.everything()).toBe(before);
    const [soon, sameAsNow] = [
      await proposedFee(world, { kind: "new", validFrom: "2090-04-02" }),
      await proposedFee(world, { kind: "new", validFrom: "2090-05-02" }),
    ];
    await approve(world, sameAsNow);
    expect(await failureOf(approve(world, soon))).toBeUndefined();
  });

  test("of what does not exist, or is decided, says so", async () => {
    const feeRuleChangeId = "01900000-0000-7000-8000-00000000000c";
    for (const decide of [approveFeeRule, turnDownFeeRule, withdrawFeeRule]) {
      expect(await failureOf(decide(maker(world), { feeRuleChangeId, note: "x" }))).toMatchObject({
        code: "not_found",
      });
    }
    const withdrawn = await proposedFee(world);
    await withdrawFeeRule(maker(world), { feeRuleChangeId: withdrawn });
    expect(await failureOf(approve(world, withdrawn))).toMatchObject({ about: "feeRuleChange" });
    const refused = await proposedFee(world);
    await turnDownFeeRule(checker(world), { feeRuleChangeId: refused, note: "時期尚早" });
    expect(await failureOf(approve(world, refused))).toMatchObject({ about: "feeRuleChange" });
    expect(await rows()).toEqual([]);
  });
});

describe("races, round after round", () => {
  test("two managers approve two changes of one day: one holds, the other reads a conflict", async () => {
    for (let round = 0; round < 12; round++) {
      const [mine, yours] = await Promise.all([
        proposeFee(maker(world), fee({ netYen: "1200" })),
        proposeFee(checker(world), fee({ netYen: "1300" })),
      ]);
      const ends = await Promise.all([
        failureOf(approveFeeRule(checker(world), mine)),
        failureOf(approveFeeRule(maker(world), yours)),
      ]);
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      expect(ends.find((end) => end !== undefined)).toMatchObject({ about: "feeRuleMoved" });
      expect(await rows()).toMatchObject([{ net_yen: ends[0] === undefined ? 1200 : 1300 }]);
      await asItWas(world);
    }
  });

  test("an approval, a refusal and a withdrawal of one change: one happens", async () => {
    for (let round = 0; round < 8; round++) {
      const feeRuleChangeId = await proposedRate(world);
      const ends = await Promise.all([
        failureOf(approveFeeRule(checker(world), { feeRuleChangeId })),
        failureOf(turnDownFeeRule(checker(world), { feeRuleChangeId, note: "x" })),
        failureOf(withdrawFeeRule(maker(world), { feeRuleChangeId })),
      ]);
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      const planned = await world.sql`select from tax_rates where valid_from = ${tomorrow}`;
      expect(planned).toHaveLength(ends[0] === undefined ? 1 : 0);
      await asItWas(world);
    }
  });
});
