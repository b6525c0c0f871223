import { sql } from "drizzle-orm";
import { check, date, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id } from "./columns.ts";
import { contracts } from "./contracts.ts";
import { isMailAddress } from "./mail-address.ts";
import { proposalChecks, proposalColumns } from "./proposals.ts";
import { branches } from "./staff.ts";

/**
 * A change of where mail goes: a customer's, keyed from their paper by a clerk, or a branch's own. In force once another
 * has approved it.
 */
export const mailAddressChanges = pgTable(
  "mail_address_changes",
  {
    id: id(),
    ...proposalColumns(),
    /** Whose address it is; null where it is the branch's. */
    contractId: uuid().references(() => contracts.id),
    branchCode: text()
      .notNull()
      .references(() => branches.code),
    /** Where mail went when it was asked for, and where it is to go; null for none. */
    fromAddress: text(),
    toAddress: text(),
    /** The day on the customer's paper. */
    paperOn: date({ mode: "string" }),
  },
  (t) => [
    ...proposalChecks("mail_address_changes", t),
    check("mail_address_changes_to_format", isMailAddress(t.toAddress)),
    check("mail_address_changes_differs", sql`${t.toAddress} is distinct from ${t.fromAddress}`),
    check(
      "mail_address_changes_paper_of_customer",
      sql`(${t.contractId} is null) = (${t.paperOn} is null)
        and ${t.paperOn} <= (${t.proposedAt} at time zone 'Asia/Tokyo')::date`,
    ),
    uniqueIndex("mail_address_changes_one_proposed")
      .on(sql`coalesce(${t.contractId}::text, ${t.branchCode})`)
      .where(sql`${t.state} = 'proposed'`),
    index("mail_address_changes_by_contract").on(t.contractId, t.proposedAt),
    index("mail_address_changes_by_branch").on(t.branchCode, t.state, t.proposedAt),
  ],
);
