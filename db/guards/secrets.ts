import { getTableColumns, getTableName } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { apiKeys } from "../schema/api-keys.ts";
import { loginAccounts } from "../schema/logins.ts";
import { staff, staffInvitations, staffRecoveryCodes } from "../schema/staff.ts";
import { tokenImports } from "../schema/token-imports.ts";
import { tokens } from "../schema/tokens.ts";

/** What lets somebody in, or opens what does, sealed or hashed: the columns, in tables of which the desks read the rest. */
const withheld = [
  { table: apiKeys, secrets: ["key_hash"] },
  { table: loginAccounts, secrets: ["password_hash", "cells_sealed", "cells_key_version"] },
  { table: staff, secrets: ["password_hash", "otp_secret_sealed"] },
  { table: staffInvitations, secrets: ["token_hash"] },
  { table: staffRecoveryCodes, secrets: ["code_hash"] },
  { table: tokenImports, secrets: ["secret_sealed", "secret_key_version"] },
  { table: tokens, secrets: ["seed_sealed", "seed_key_version"] },
] as const;

/** The desks read those tables but for these columns. */
export const secretGrants = withheld.flatMap(({ table, secrets }) => {
  const hidden: readonly string[] = secrets;
  const shown = Object.keys(getTableColumns(table))
    .map(toSnakeCase)
    .filter((column) => !hidden.includes(column));
  const name = getTableName(table);
  return [`revoke select on ${name} from console`, `grant select (${shown}) on ${name} to console`];
});
