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

/** Has a checked file imported by a job. Fails with `conflict` where it has a problem, or is not checked yet. */
export const startImport = command<typeof input, { importId: string }, Actor>({
  name: "token_import.start",
  permit: "token.import",
  fresh: true,
  input,
  async run({ tx, now }, { importId }) {
    const found = (await findImport(tx, importId)) ?? fail("not_found", "tokenImport");
    const state = follow(importTransitions, found.state, "start") ?? fail("conflict", "tokenImport");
    const started =
      (await moveImport(tx, found, { state, startedAt: now })) ?? fail("conflict", "tokenImport");
    const { newRows, knownRows } = started;
    return { result: { importId }, change: auditOf(started, { from: found.state, newRows, knownRows }) };
  },
});
