import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { findMailAddressChange } from "#db/mail-addresses.ts";
import type { BranchScope } from "#db/scope.ts";
import type { Context, StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import type { StaffPermission } from "../permissions.ts";
import { decisionNote } from "../proposals/decision.ts";
import { auditOf, endChange } from "./change.ts";
import type { MailOwner } from "./rules.ts";

type Of = { owner: MailOwner; name: string; decide: StaffPermission; propose: StaffPermission };
type Decided = { contractId: string | null; branchCode: string };
type Given = { tx: Tx; scope: BranchScope };

const approveInput = z.object({ addressChangeId: idInput });
const turnDownInput = approveInput.extend({ note: decisionNote });

/** What may be done with a change that waits: by another the first two, by its maker the last. */
function decisionsOn({ owner, name, decide, propose }: Of) {
  const changeOf = async ({ tx, scope }: Given, id: string) =>
    (await findMailAddressChange(tx, scope, owner, id)) ?? fail("not_found", "addressChange");

  const approve = command<typeof approveInput, Decided, StaffActor>({
    name: `${name}.approve`,
    permit: decide,
    fresh: true,
    input: approveInput,
    async run({ tx, actor, now, scope }, { addressChangeId }) {
      const change = await changeOf({ tx, scope }, addressChangeId);
      if (change.makerId === actor.id) fail("forbidden", "fourEyes");
      const ended = await endChange({ tx, now }, change, { event: "approve", checkerId: actor.id });
      return { result: ended, change: auditOf(ended, change.state) };
    },
  });

  const turnDown = command<typeof turnDownInput, Decided, StaffActor>({
    name: `${name}.turn_down`,
    permit: decide,
    fresh: true,
    input: turnDownInput,
    async run({ tx, actor, now, scope }, { addressChangeId, note }) {
      const change = await changeOf({ tx, scope }, addressChangeId);
      if (change.makerId === actor.id) fail("forbidden", "fourEyes");
      const decision = { event: "turn_down", checkerId: actor.id, decisionNote: note } as const;
      const ended = await endChange({ tx, now }, change, decision);
      return { result: ended, change: { ...auditOf(ended, change.state), reason: note } };
    },
  });

  const withdraw = command<typeof approveInput, Decided, StaffActor>({
    name: `${name}.withdraw`,
    permit: propose,
    input: approveInput,
    async run({ tx, actor, now, scope }, { addressChangeId }) {
      const change = await changeOf({ tx, scope }, addressChangeId);
      if (change.makerId !== actor.id) fail("forbidden", "onlyItsMaker");
      const ended = await endChange({ tx, now }, change, { event: "withdraw" });
      return { result: ended, change: auditOf(ended, change.state) };
    },
  });

  return {
    approve: (context: Context<StaffActor>, change: unknown) => explained(approve(context, change)),
    turnDown: (context: Context<StaffActor>, change: unknown) => explained(turnDown(context, change)),
    withdraw,
  };
}

/**
 * Of a customer's address. Approved, mail goes to it from the commit on, and the customer is told where mail went until
 * then. Fail with `forbidden` for its maker, with `conflict` if decided, or overtaken by another change.
 */
export const {
  approve: approveMailAddress,
  turnDown: turnDownMailAddress,
  withdraw: withdrawMailAddress,
} = decisionsOn({
  owner: "customer",
  name: "mail_address",
  decide: "mailAddress.decide",
  propose: "mailAddress.propose",
});

/** Of a branch's own address; the same, but that nobody is told. */
export const {
  approve: approveBranchMail,
  turnDown: turnDownBranchMail,
  withdraw: withdrawBranchMail,
} = decisionsOn({
  owner: "branch",
  name: "branch_mail",
  decide: "branchMail.decide",
  propose: "branchMail.propose",
});
