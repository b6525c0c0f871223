import { v7 } from "uuid";
import { findBranch } from "#db/branches.ts";
import { findContract } from "#db/contracts.ts";
import { insertMailAddressChange } from "#db/mail-addresses.ts";
import type { StaffActor } from "../actor.ts";
import { japanDay } from "../clock.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail, failField } from "../errors.ts";
import { auditOf } from "./change.ts";
import { branchChangeInput, customerChangeInput } from "./input.ts";

const customerCommand = command<typeof customerChangeInput, { contractId: string }, StaffActor>({
  name: "mail_address.propose",
  permit: "mailAddress.propose",
  input: customerChangeInput,
  async run({ tx, actor, now, scope }, { contractId, mailAddress, paperOn, reason }) {
    const contract = (await findContract(tx, scope, contractId)) ?? fail("not_found", "contract");
    if (paperOn > japanDay(now)) failField("paperOn", "receivedOn.future");
    const { branchCode, contractorId, mailAddress: fromAddress } = contract;
    if (mailAddress === fromAddress) failField("mailAddress", "mailAddress.same");
    const change = await insertMailAddressChange(tx, {
      ...{ id: v7(), contractId, branchCode, paperOn, reason, makerId: actor.id, proposedAt: now },
      ...{ fromAddress, toAddress: mailAddress },
    });
    return { result: { contractId }, change: { ...auditOf({ ...change, contractorId }), reason } };
  },
});

/**
 * Asks for another mail address of a customer, or for none, as their paper says. Fails with `not_found` for another
 * branch's contract, with `conflict` where a change of it waits.
 */
export const proposeMailAddress: typeof customerCommand = (context, change) =>
  explained(customerCommand(context, change));

const branchCommand = command<typeof branchChangeInput, { branchCode: string }, StaffActor>({
  name: "branch_mail.propose",
  permit: "branchMail.propose",
  input: branchChangeInput,
  async run({ tx, actor, now }, { branchCode, mailAddress, reason }) {
    const branch = (await findBranch(tx, branchCode)) ?? fail("not_found", "branch");
    if (mailAddress === branch.mailAddress) failField("mailAddress", "mailAddress.same");
    const change = await insertMailAddressChange(tx, {
      ...{ id: v7(), branchCode, reason, makerId: actor.id, proposedAt: now },
      ...{ fromAddress: branch.mailAddress, toAddress: mailAddress },
    });
    return { result: { branchCode }, change: { ...auditOf({ ...change, contractorId: null }), reason } };
  },
});

/** Asks for another mail address of a branch, or for none. Fails like that of a customer. */
export const proposeBranchMail: typeof branchCommand = (context, change) =>
  explained(branchCommand(context, change));
