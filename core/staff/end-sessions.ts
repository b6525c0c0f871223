import { endSessionsOf } from "#db/staff-sessions.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { accountOf, deedInput, findOther } from "./person.ts";

/** Signs somebody out wherever they are signed in; how many sessions there were. */
export const endSessionsOfStaff = command<typeof deedInput, number, StaffActor>({
  name: "staff.end_sessions",
  permit: "staff.manage",
  input: deedInput,
  async run({ tx, actor, now }, { staffId, reason }) {
    const person = await findOther(tx, actor, staffId);
    const sessions = await endSessionsOf(tx, staffId, { at: now });
    return { result: sessions, change: { ...accountOf(person), after: { sessions }, reason } };
  },
});
