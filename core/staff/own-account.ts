import { z } from "zod";
import { countRecoveryCodes } from "#db/recovery-codes.ts";
import { findAccount } from "#db/staff.ts";
import { query } from "../command.ts";
import { fail } from "../errors.ts";
import type { Account } from "./context.ts";

/** Whom the audit names for what a person does to their own account. */
export function ownAccount(actor: Account) {
  const subject = { kind: "staff", id: actor.id, label: actor.username };
  return { subject, branchCode: actor.branchCode };
}

const noInput = z.object({});

/** How one signs in, for one's own page. */
export type OwnAccount = {
  singleSignOn: boolean;
  passwordChangedAt: Date | null;
  hasAuthenticator: boolean;
  recoveryCodesLeft: number;
};

export const readOwnAccount = query<typeof noInput, OwnAccount, Account>({
  permit: "account.own",
  input: noInput,
  async run({ db, actor }) {
    const account = (await findAccount(db, actor.username)) ?? fail("not_found", "staff");
    const { id, singleSignOn, passwordChangedAt, hasAuthenticator } = account;
    const recoveryCodesLeft = await countRecoveryCodes(db, id);
    return { singleSignOn, passwordChangedAt, hasAuthenticator, recoveryCodesLeft };
  },
});
