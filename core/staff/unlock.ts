import { resetFailures } from "#db/staff-desk.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { accountOf, deedInput, findOther } from "./person.ts";

/** Begins the counts of wrong passwords and OTPs anew. Fails with `conflict` for who is not locked. */
export const unlockStaff = command<typeof deedInput, void, StaffActor>({
  name: "staff.unlock",
  permit: "staff.manage",
  fresh: true,
  input: deedInput,
  async run({ tx, actor }, { staffId, reason }) {
    const person = await findOther(tx, actor, staffId);
    (await resetFailures(tx, staffId)) ?? fail("conflict", "staffMoved");
    const after = { account: person.enrolledAt ? "active" : "invited" };
    return {
      result: undefined,
      change: { ...accountOf(person), before: { account: "locked" }, after, reason },
    };
  },
});
