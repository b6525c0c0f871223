import { z } from "zod";
import { listAudit, listAuditActions } from "#db/audit.ts";
import { addDays, startOfJapanDay } from "../clock.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf } from "../page.ts";

const day = z.iso.date().optional().catch(undefined);

/** Who did what and when, newest first; `from` and `until` are days in Japan, the last one included. */
export const listOfAudit = query({
  permit: "audit.read",
  input: z.object({
    action: z.string().max(50).optional(),
    text: z.string().trim().max(100).optional(),
    from: day,
    until: day,
    page: pageInput,
  }),
  async run({ db }, { action, text, from, until, page }) {
    const found = await listAudit(db, {
      ...(action && { action }),
      ...(text && { text }),
      ...(from && { from: startOfJapanDay(from) }),
      ...(until && { until: startOfJapanDay(addDays(until, 1)) }),
      ...pageOf(page),
    });
    return { ...paged(found, page), actions: await listAuditActions(db) };
  },
});
