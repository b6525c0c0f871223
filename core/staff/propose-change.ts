import { v7 } from "uuid";
import { insertStaffChange } from "#db/staff-changes.ts";
import type { ShownPerson } from "#db/staff-desk.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { auditOf } from "./change.ts";
import { deedInput, findOther } from "./person.ts";
import { readSeat, seatInput } from "./seat.ts";

type Asked = { staffId: string };

const moveInput = deedInput.extend(seatInput);

const moveCommand = command<typeof moveInput, Asked, StaffActor>({
  name: "staff.propose_move",
  permit: "staff.manage",
  input: moveInput,
  async run({ tx, actor, now }, { staffId, reason, ...wanted }) {
    const person = await findOther(tx, actor, staffId);
    if (person.state === "disabled") fail("conflict", "staffMoved");
    const seat = await readSeat(tx, wanted);
    if (seat.role === person.role && seat.branchCode === person.branchCode) fail("invalid", "seatUnchanged");
    const change = await insertStaffChange(tx, {
      ...{ id: v7(), kind: "move", staffId, reason, makerId: actor.id, proposedAt: now },
      ...{ fromRole: person.role, fromBranchCode: person.branchCode },
      ...{ toRole: seat.role, toBranchCode: seat.branchCode },
    });
    return { result: { staffId }, change: { ...auditOf(change, person), reason } };
  },
});

/**
 * Asks for another role or branch of somebody else. Fails with `invalid` where it would change nothing, with
 * `conflict` where another change waits or the account is disabled.
 */
export const proposeMove: typeof moveCommand = (context, move) => explained(moveCommand(context, move));

/** A request that an account is let in, or works again. */
function askFor(
  kind: "admit" | "enable",
  { name, isDue }: { name: string; isDue: (person: ShownPerson) => boolean },
) {
  return command<typeof deedInput, Asked, StaffActor>({
    name,
    permit: "staff.manage",
    input: deedInput,
    async run({ tx, actor, now }, { staffId, reason }) {
      const person = await findOther(tx, actor, staffId);
      if (!isDue(person)) fail("conflict", "staffMoved");
      const proposal = { id: v7(), kind, staffId, reason, makerId: actor.id, proposedAt: now };
      const change = await insertStaffChange(tx, proposal);
      return { result: { staffId }, change: { ...auditOf(change, person), reason } };
    },
  });
}

const enableCommand = askFor("enable", {
  name: "staff.propose_enabling",
  isDue: ({ state }) => state === "disabled",
});

/** Asks that a disabled account works again. Fails with `conflict` where it does, or where a change waits. */
export const proposeEnabling: typeof enableCommand = (context, account) =>
  explained(enableCommand(context, account));

const admitCommand = askFor("admit", {
  name: "staff.propose_admission",
  isDue: ({ state, admitted }) => state === "invited" && !admitted,
});

/**
 * Asks anew that somebody of much authority is let in, whose admission was turned down or withdrawn. Fails with
 * `conflict` where it was approved, or where a change waits.
 */
export const proposeAdmission: typeof admitCommand = (context, account) =>
  explained(admitCommand(context, account));
