import type { Tx } from "#db/client.ts";
import { type MailAddressChange, saveMailAddressChange } from "#db/mail-addresses.ts";
import type { Change } from "../command.ts";
import { fail } from "../errors.ts";
import { type Decision, decided } from "../proposals/decision.ts";
import type { ProposalState } from "../proposals/rules.ts";

/** A change with the number on the customer's card; null of a branch's own address. */
export type OwnedChange = MailAddressChange & { contractorId: string | null };

/** What the audit keeps of a step of a change: of a customer's address that it changed, not what it is. */
export function auditOf(change: OwnedChange, from?: ProposalState): Change {
  const { id, contractId, contractorId, branchCode, state, paperOn, makerId, checkerId } = change;
  const known = (address: string | null) =>
    contractId ? { mailAddress: address } : { deskAddress: address };
  return {
    subject: contractId
      ? { kind: "mail_address", id, label: contractorId ?? "-" }
      : { kind: "branch_mail", id, label: branchCode },
    contractId,
    branchCode,
    before: { ...(from && { proposal: from }), ...known(change.fromAddress) },
    after: { proposal: state, ...known(change.toAddress), ...(paperOn && { paperOn }) },
    makerId,
    checkerId,
  };
}

/** Ends the wait of a change. Fails with `conflict` where it waits no more. */
export async function endChange(
  { tx, now }: { tx: Tx; now: Date },
  change: OwnedChange,
  decision: Decision,
): Promise<OwnedChange> {
  const about = "addressChange";
  const values = decided(change, decision, { at: now, about });
  const ended = (await saveMailAddressChange(tx, change, values)) ?? fail("conflict", about);
  return { ...change, ...ended };
}
