import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { changeFates, listOvertaken, stockStaged } from "#db/token-import-rows.ts";
import { lockImport, moveImport, type TokenImport } from "#db/token-imports.ts";
import type { Actor } from "../actor.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import type { SealKeys } from "../seal.ts";
import { follow } from "../transitions.ts";
import { auditOf } from "./change.ts";
import { differenceTo, openSeed } from "./fate.ts";
import { importTransitions } from "./rules.ts";

const input = z.object({ importId: idInput });
const rowsAtOnce = 1_000;

/**
 * The real import: every token that was read goes into the stock in this one transaction, or none. What came into
 * the stock since the check is looked at again: the same is known, another one refuses the import.
 */
export const finishImport = command<typeof input, void, Actor>({
  name: "token_import.import",
  permit: "job.work",
  input,
  async run({ tx, now, keys }, { importId }) {
    const found = (await lockImport(tx, importId)) ?? fail("not_found", "tokenImport");
    const counts = await countOvertaken(tx, found, keys);
    const refused = counts.problemRows > 0;
    const state =
      follow(importTransitions, found.state, refused ? "refuse" : "finish") ??
      fail("conflict", "tokenImport");
    if (!refused) await stockStaged(tx, importId, { batch: found.batch, at: now });
    const refusal = refused ? "tokenImport.problems" : null;
    const ended =
      (await moveImport(tx, found, { state, refusal, endedAt: now, ...counts })) ??
      fail("conflict", "tokenImport");
    return {
      result: undefined,
      change: auditOf(ended, { from: found.state, ...counts, ...(refusal && { refusal }) }),
    };
  },
});

type Counts = Pick<TokenImport, "newRows" | "knownRows" | "problemRows">;

/** Rows that are new no more, a thousand at a time: after each the next ones are left. */
async function countOvertaken(tx: Tx, found: TokenImport, keys: SealKeys): Promise<Counts> {
  const counts = { newRows: found.newRows, knownRows: found.knownRows, problemRows: found.problemRows };
  for (;;) {
    const overtaken = await listOvertaken(tx, found.id, rowsAtOnce);
    if (overtaken.length === 0) return counts;
    const byProblem = Map.groupBy(overtaken, ({ staged, stocked }) =>
      differenceTo(stocked, { ...staged, seed: openSeed(staged, keys) }, keys),
    );
    for (const [problem, all] of byProblem) {
      const fate = problem ? "problem" : "known";
      await changeFates(tx, found.id, { rows: all.map(({ staged }) => staged.row), fate, problem });
      counts.newRows -= all.length;
      counts[`${fate}Rows`] += all.length;
    }
  }
}
