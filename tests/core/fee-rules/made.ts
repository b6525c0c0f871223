import { approveFeeRule } from "#core/fee-rules/decide.ts";
import { proposeFee, proposeTaxRate } from "#core/fee-rules/propose.ts";
import type { World } from "#tests/support/world.ts";

/** A day far off, so that by the database's own clock too it is still to come. */
export const today = "2090-03-31";
export const tomorrow = "2090-04-01";

/** What a manager types for a fee; a reissue of every reason at 1,200 yen from tomorrow where nothing else is said. */
export const fee = (typed: Record<string, string> = {}) => ({
  kind: "reissue",
  reason: "",
  oldToken: "",
  netYen: "1200",
  validFrom: tomorrow,
  why: "規定の改定",
  ...typed,
});

export const rate = (typed: Record<string, string> = {}) => ({
  percent: "12",
  validFrom: tomorrow,
  why: "税率の改定",
  ...typed,
});

export const maker = (world: World) => world.as("manager");
/** The person who decides: another than the one who proposes. */
export const checker = (world: World) => world.as("manager", { person: 2 });

/** Proposed by the first manager; its id. */
export async function proposedFee(world: World, typed: Record<string, string> = {}): Promise<string> {
  return (await proposeFee(maker(world), fee(typed))).feeRuleChangeId;
}

export async function proposedRate(world: World, typed: Record<string, string> = {}): Promise<string> {
  return (await proposeTaxRate(maker(world), rate(typed))).feeRuleChangeId;
}

/** Approved by the second. */
export async function approve(world: World, feeRuleChangeId: string) {
  return approveFeeRule(checker(world), { feeRuleChangeId });
}

/** Takes every planned row and every proposal away again, as no desk can. */
export async function asItWas(world: World) {
  await world.sql`delete from fee_rules where valid_from > '2026-12-31'`;
  await world.sql`delete from tax_rates where valid_from > '2026-12-31'`;
  await world.sql`delete from fee_rule_changes`;
}
