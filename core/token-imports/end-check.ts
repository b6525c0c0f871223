import { z } from "zod";
import { lockImport, moveImport } from "#db/token-imports.ts";
import type { Actor } from "../actor.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { follow } from "../transitions.ts";
import { auditOf } from "./change.ts";
import { importTransitions } from "./rules.ts";

const input = z.object({ importId: idInput, attempts: z.number().int(), refusal: z.string().nullable() });

/** Ends the dry run: a file without a problem may now be imported, any other is refused. */
export const endCheck = command<typeof input, void, Actor>({
  name: "token_import.check",
  permit: "job.work",
  input,
  async run({ tx, now }, { importId, attempts, refusal: ofFile }) {
    const found = (await lockImport(tx, importId)) ?? fail("not_found", "tokenImport");
    if (found.attempts !== attempts) fail("conflict", "tokenImport");
    const refusal = ofFile ?? (found.problemRows > 0 ? "tokenImport.problems" : null);
    const state =
      follow(importTransitions, found.state, refusal ? "refuse" : "pass") ?? fail("conflict", "tokenImport");
    const ended =
      (await moveImport(tx, found, { state, refusal, attempts: 0, endedAt: refusal ? now : null })) ??
      fail("conflict", "tokenImport");
    const { format, newRows, knownRows, problemRows } = ended;
    const counts = { format, newRows, knownRows, problemRows, ...(refusal && { refusal }) };
    return { result: undefined, change: auditOf(ended, { from: found.state, ...counts }) };
  },
});
