import { z } from "zod";
import { findLatestAudit } from "#db/audit.ts";
import { query } from "../command.ts";
import { idInput } from "../input.ts";

/** Who did what to a form or an order last, and when: what the slower of two people is told. */
export const latestChange = query({
  permit: "contract.read",
  input: z.object({ subjectId: idInput }),
  run: ({ db, scope }, { subjectId }) => findLatestAudit(db, scope, subjectId),
});
