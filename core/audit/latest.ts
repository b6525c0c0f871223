import { z } from "zod";
import { findLatestAudit } from "#db/audit.ts";
import { query } from "../command.ts";
import { idInput } from "../input.ts";

const input = z.object({ subjectId: idInput });

/** Who did what to a form or an order last, and when: what the slower of two people is told. */
export const latestChange = query({
  permit: "contract.read",
  input,
  run: ({ db, scope }, { subjectId }) => findLatestAudit(db, scope, subjectId),
});

/** The same of somebody's account, or of an API client. Of a subject that is none it tells nothing. */
export const latestDeed = query({
  permit: "staff.read",
  input,
  run: async ({ db, scope }, { subjectId }) => {
    const latest = await findLatestAudit(db, scope, subjectId);
    return /^(staff|client)\./.test(latest?.action ?? "") ? latest : undefined;
  },
});
