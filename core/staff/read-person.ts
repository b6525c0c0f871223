import { z } from "zod";
import { listAuditOf } from "#db/audit.ts";
import { listBranches } from "#db/branches.ts";
import { findProposedOf } from "#db/staff-changes.ts";
import { countAdministrators, findPerson } from "#db/staff-desk.ts";
import { findLastInvitation } from "#db/staff-invitations.ts";
import { listSessionsOf } from "#db/staff-sessions.ts";
import { query } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { permits } from "../permissions.ts";
import { type Deed, deedsFor } from "./rules.ts";
import { sessionHandle } from "./session-handle.ts";

/** As much of the story as a page shows; all of it is in the audit. */
const storyRows = 50;

/**
 * One person's account: how it stands, the link they may still have, sessions, what waits, its story, and what this
 * actor can do to it now. `alone`: there is nobody else who could decide what takes two.
 */
export const readPerson = query({
  permit: "staff.read",
  input: z.object({ staffId: idInput }),
  async run({ db, now, actor }, { staffId }) {
    const person = (await findPerson(db, staffId)) ?? fail("not_found", "staff");
    const own = actor.id === staffId;
    const manages = permits(actor, "staff.manage") && !own;
    const [last, live, proposed, story, branches, others, deciders] = await Promise.all([
      findLastInvitation(db, staffId),
      listSessionsOf(db, staffId, now),
      findProposedOf(db, staffId),
      listAuditOf(db, staffId, storyRows),
      listBranches(db),
      countAdministrators(db, [actor.id ?? staffId]),
      countAdministrators(db, [actor.id ?? staffId, staffId]),
    ]);
    const open = last && !last.usedAt && !last.revokedAt ? last : undefined;
    const mayJoin = person.admitted || others === 0;
    const standing = { ...person, sessions: live.length, mayJoin, proposed: Boolean(proposed), deciders };
    const deeds: Deed[] = manages ? deedsFor(standing) : [];
    return {
      person,
      own,
      branches,
      link: open && { expiresAt: open.expiresAt, over: open.expiresAt <= now },
      mayLink: manages && person.state === "invited" && mayJoin,
      sessions: live.map(({ id, createdAt, lastSeenAt, address, userAgent }) => ({
        ...{ handle: sessionHandle(id), createdAt, lastSeenAt, address, userAgent },
      })),
      proposed,
      deeds,
      alone: manages && deciders === 0,
      story,
    };
  },
});
