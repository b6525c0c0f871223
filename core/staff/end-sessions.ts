import { z } from "zod";
import { endSessionRow, endSessionsOf, listSessionsOf } from "#db/staff-sessions.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { accountOf, deedInput, findOther } from "./person.ts";
import { sessionHandle } from "./session-handle.ts";

const input = deedInput.extend({ handle: z.string().max(64).optional() });

/**
 * Signs somebody out wherever they are signed in, or of the one session of that handle; how many there were. Fails
 * with `conflict` where that one is over already.
 */
export const endSessionsOfStaff = command<typeof input, number, StaffActor>({
  name: "staff.end_sessions",
  permit: "staff.manage",
  input,
  async run({ tx, actor, now }, { staffId, reason, handle }) {
    const person = await findOther(tx, actor, staffId);
    let sessions = 1;
    if (handle) {
      const live = await listSessionsOf(tx, staffId, now);
      const meant = live.find(({ id }) => sessionHandle(id) === handle) ?? fail("conflict", "staffMoved");
      (await endSessionRow(tx, meant.id, now)) ?? fail("conflict", "staffMoved");
    } else {
      sessions = await endSessionsOf(tx, staffId, { at: now });
    }
    return { result: sessions, change: { ...accountOf(person), after: { sessions }, reason } };
  },
});
