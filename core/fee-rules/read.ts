import { z } from "zod";
import { findFeeRuleChange, listDecidedChanges, listProposedChanges } from "#db/fee-rules.ts";
import { japanDay } from "../clock.ts";
import { query } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { previewOf } from "./preview.ts";
import { readTariff } from "./quote.ts";
import { mayTakeEffect, stageOn } from "./rules.ts";
import { sameFee } from "./tariff.ts";

/**
 * Every fee and rate with its stage today, the latest first, the changes that wait, and what became of the others,
 * newest first.
 */
export const readFeeRules = query({
  permit: "feeRule.read",
  input: z.object({ page: pageInput }),
  async run({ db, now }, { page }) {
    const today = japanDay(now);
    const [{ rules, rates }, proposed, decided] = await Promise.all([
      readTariff(db),
      listProposedChanges(db),
      listDecidedChanges(db, pageOf(page)),
    ]);
    return {
      rules: rules
        .map((rule) => ({
          ...rule,
          stage: stageOn(
            rule,
            rules.filter((other) => sameFee(other, rule)),
            today,
          ),
        }))
        .toReversed(),
      rates: rates.map((rate) => ({ ...rate, stage: stageOn(rate, rates, today) })).toReversed(),
      proposed,
      history: paged(decided, page),
    };
  },
});

/** One change; while it waits with what it would touch, one page of it, how many that are and their sums. */
export const readFeeRuleChange = query({
  permit: "feeRule.read",
  input: z.object({ feeRuleChangeId: idInput, page: pageInput }),
  async run({ db, scope, now }, { feeRuleChangeId, page }) {
    const change = (await findFeeRuleChange(db, feeRuleChangeId)) ?? fail("not_found", "feeRuleChange");
    if (change.state !== "proposed") return { change, late: false, preview: null };
    const touched = await previewOf(db, scope, { tariff: await readTariff(db), change });
    const { offset, limit } = pageOf(page);
    const sumOf = (name: "oldYen" | "newYen") => touched.reduce((sum, one) => sum + one[name], 0);
    return {
      change,
      late: !mayTakeEffect(change, japanDay(now)),
      preview: {
        ...paged({ rows: touched.slice(offset, offset + limit), total: touched.length }, page),
        forms: touched.filter(({ subject }) => subject === "form").length,
        oldYen: sumOf("oldYen"),
        newYen: sumOf("newYen"),
      },
    };
  },
});
