import { expect, test } from "vitest";
import { readQuotes } from "#core/fee-rules/quote.ts";
import { approveForm } from "#core/forms/approve.ts";
import { readForm } from "#core/forms/read.ts";
import { keyed, submitted, withWorld } from "#tests/support/world.ts";
import { approve, proposedFee, proposedRate, today, tomorrow } from "./made.ts";

const world = withWorld();
const quoteOf = async (formId: string) => (await readForm(world.as("clerk"), { formId })).quote;

test("a form says what it will cost by the rules of the day, and costs just that when it is approved", async () => {
  world.setNow(`${today}T10:00:00+09:00`);
  const { formId } = await submitted(world, await world.registered(), "reissue", "lost");
  await approve(world, await proposedFee(world, { reason: "lost", netYen: "1250" }));
  await approve(world, await proposedRate(world, { percent: "7" }));
  expect(await quoteOf(formId)).toMatchObject({
    rule: { netYen: 1000, reason: null, validFrom: "2000-01-01" },
    taxPercent: 10,
    grossYen: 1100,
    taxPoint: "dispatch",
  });
  world.setNow(`${tomorrow}T00:00:00+09:00`);
  // 1,250 × 7 % = 87.5, rounded down.
  const quote = await quoteOf(formId);
  expect(quote).toMatchObject({ rule: { reason: "lost", netYen: 1250 }, taxYen: 87, grossYen: 1337 });
  await approveForm(world.as("approver"), { formId });
  const [fee] = await world.sql`select rule_id, net_yen, tax_percent, tax_yen, gross_yen from fees`;
  expect(fee).toEqual({
    rule_id: quote?.rule.id,
    net_yen: 1250,
    tax_percent: 7,
    tax_yen: 87,
    gross_yen: 1337,
  });
  expect(await quoteOf(formId)).toBeUndefined();
});

test("a form that places no order costs nothing, and says no fee", async () => {
  const { formId } = await keyed(world, await world.registered(), "unlock");
  expect(await quoteOf(formId)).toBeUndefined();
});

test("whoever keys sees each form's fee, by reason and by the return of the old token", async () => {
  world.setNow(`${today}T10:00:00+09:00`);
  const quotes = await readQuotes(world.as("clerk"), {});
  expect(quotes).toHaveLength(16);
  for (const { reason, quote } of quotes) {
    expect(quote.grossYen).toBe(reason === "initial_defect" ? 0 : 1100);
  }
});
