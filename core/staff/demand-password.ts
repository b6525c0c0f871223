import { demandPassword } from "#db/staff-desk.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { accountOf, deedInput, findOther } from "./person.ts";

/**
 * Has somebody choose a new password at their next request, before anything else opens. Fails with `conflict` for who
 * has none here, or has been told to already.
 */
export const demandNewPassword = command<typeof deedInput, void, StaffActor>({
  name: "staff.demand_password",
  permit: "staff.manage",
  input: deedInput,
  async run({ tx, actor }, { staffId, reason }) {
    const person = await findOther(tx, actor, staffId);
    (await demandPassword(tx, staffId)) ?? fail("conflict", "staffMoved");
    return {
      result: undefined,
      change: { ...accountOf(person), after: { passwordChangeDue: true }, reason },
    };
  },
});
