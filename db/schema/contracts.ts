import { sql } from "drizzle-orm";
import { check, date, index, pgTable, text } from "drizzle-orm/pg-core";
import { accountTypes } from "#core/debits/rules.ts";
import { at, id } from "./columns.ts";
import { isMailAddress } from "./mail-address.ts";
import { oneOf } from "./one-of.ts";
import { branches } from "./staff.ts";

/** A customer's internet banking contract. What the login check needs of it is in `login_accounts`. */
export const contracts = pgTable(
  "contracts",
  {
    id: id(),
    contractorId: text().notNull().unique("contracts_contractor_id_unique"),
    branchCode: text()
      .notNull()
      .references(() => branches.code),
    name: text().notNull(),
    kana: text().notNull(),
    /** Kana folded for search: katakana, no spaces, small kana large. */
    kanaSearch: text().notNull(),
    postalCode: text().notNull(),
    address: text().notNull(),
    accountType: text({ enum: accountTypes }).notNull().default("ordinary"),
    accountNumber: text().notNull(),
    /** Where notices go; null for who is written letters. */
    mailAddress: text(),
    openedOn: date({ mode: "string" }).notNull(),
    createdAt: at().notNull(),
  },
  (t) => [
    check("contracts_contractor_id_format", sql`${t.contractorId} ~ '^[0-9]{11}$'`),
    check("contracts_postal_code_format", sql`${t.postalCode} ~ '^[0-9]{7}$'`),
    check("contracts_account_number_format", sql`${t.accountNumber} ~ '^[0-9]{7}$'`),
    check("contracts_mail_address_format", isMailAddress(t.mailAddress)),
    check("contracts_account_type_known", oneOf(t.accountType, accountTypes)),
    // In the order of the code points whatever the database's own is: so one index finds a beginning and sorts.
    index("contracts_by_kana").on(sql`${t.kanaSearch} collate "C"`, t.contractorId),
    index("contracts_by_branch_and_kana").on(t.branchCode, sql`${t.kanaSearch} collate "C"`, t.contractorId),
  ],
);
