import { z } from "zod";
import { lockImport, moveImport } from "#db/token-imports.ts";
import type { Actor } from "../actor.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { follow } from "../transitions.ts";
import { auditOf } from "./change.ts";
import { importTransitions } from "./rules.ts";

const input = z.object({
  importId: idInput,
  refusal: z.enum(["tokenImport.gaveUp", "tokenImport.brokenOff"]),
});

/** Ends an import that is not to be had, whatever its file says. */
export const failImport = command<typeof input, void, Actor>({
  name: "token_import.fail",
  permit: "job.work",
  input,
  async run({ tx, now }, { importId, refusal }) {
    const found = (await lockImport(tx, importId)) ?? fail("not_found", "tokenImport");
    const state = follow(importTransitions, found.state, "fail") ?? fail("conflict", "tokenImport");
    const failed =
      (await moveImport(tx, found, { state, refusal, endedAt: now })) ?? fail("conflict", "tokenImport");
    return { result: undefined, change: auditOf(failed, { from: found.state, refusal }) };
  },
});
