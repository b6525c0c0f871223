import { z } from "zod";
import { listAuditOf } from "#db/audit.ts";
import { listStaffChanges } from "#db/staff-changes.ts";
import { countAdministrators, findPerson } from "#db/staff-desk.ts";
import { findLastInvitation } from "#db/staff-invitations.ts";
import { listSessionsOf } from "#db/staff-sessions.ts";
import { query } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";

/** As much of the story as a page shows; all of it is in the audit. */
const storyRows = 50;

/** One person's account: how it stands, the link they may still have, sessions, what waits, and its story. */
export const readPerson = query({
  permit: "staff.read",
  input: z.object({ staffId: idInput }),
  async run({ db, now }, { staffId }) {
    const person = (await findPerson(db, staffId)) ?? fail("not_found", "staff");
    const [last, sessions, changes, story, administrators] = await Promise.all([
      findLastInvitation(db, staffId),
      listSessionsOf(db, staffId, now),
      listStaffChanges(db, staffId),
      listAuditOf(db, staffId, storyRows),
      countAdministrators(db),
    ]);
    const open = last && !last.usedAt && !last.revokedAt ? last : undefined;
    return {
      person,
      link: open && { expiresAt: open.expiresAt, over: open.expiresAt <= now },
      sessions: sessions.map(({ createdAt, lastSeenAt, address, userAgent }) => ({
        ...{ createdAt, lastSeenAt, address, userAgent },
      })),
      proposed: changes.find(({ state }) => state === "proposed"),
      mayJoin: changes.every(({ kind, state }) => kind !== "admit" || state === "approved"),
      administrators,
      story,
    };
  },
});
