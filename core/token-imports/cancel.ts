import { z } from "zod";
import { findImport, moveImport } from "#db/token-imports.ts";
import type { Actor } from "../actor.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { follow } from "../transitions.ts";
import { auditOf } from "./change.ts";
import { importTransitions } from "./rules.ts";

const input = z.object({ importId: idInput });

/** Gives an import up, also amid its upload or check: nothing of the file remains. Fails with `conflict` later on. */
export const cancelImport = command<typeof input, { importId: string }, Actor>({
  name: "token_import.cancel",
  permit: "token.import",
  input,
  async run({ tx, now }, { importId }) {
    const found = (await findImport(tx, importId)) ?? fail("not_found", "tokenImport");
    const state = follow(importTransitions, found.state, "cancel") ?? fail("conflict", "tokenImport");
    const cancelled =
      (await moveImport(tx, found, { state, endedAt: now })) ?? fail("conflict", "tokenImport");
    return { result: { importId }, change: auditOf(cancelled, { from: found.state }) };
  },
});
