import { inArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { StaffActor } from "#core/actor.ts";
import { addDays, japanDay } from "#core/clock.ts";
import { sealCells } from "#core/logins/card.ts";
import { hashPassword } from "#core/passwords.ts";
import { type SealKeys, seal } from "#core/seal.ts";
import type { TokenState } from "#core/tokens/rules.ts";
import type { Tx } from "#db/client.ts";
import { contracts } from "#db/schema/contracts.ts";
import { loginAccounts } from "#db/schema/logins.ts";
import { branches, staff } from "#db/schema/staff.ts";
import { bindings, tokens } from "#db/schema/tokens.ts";
import { passingHash } from "./passwords.ts";
import type { DemoContract } from "./people/contracts.ts";
import { demoBranches, demoBystanders, demoStaff } from "./people/staff.ts";
import type { DemoToken } from "./people/stock.ts";
import { contractCells, contractPassword, staffOtpSecret, staffPassword, tokenSeed } from "./secrets.ts";
import type { Bystander } from "./stories/accounts.ts";

// What no command does yet. The rows are those that a command or an import would write.

type Given = { keys: SealKeys; at: Date };

/** The branches and their people: those whose work is told, and those of whom only their account is. */
export async function insertStaff(
  tx: Tx,
  { keys, at }: Given,
): Promise<{ staff: StaffActor[]; bystanders: Bystander[] }> {
  await tx
    .insert(branches)
    .values(
      demoBranches.map((branch) => ({ ...branch, mailAddress: `branch-${branch.code}@bank.example.jp` })),
    );
  const rows = await Promise.all(
    [...demoStaff, ...demoBystanders].map(async (person) => {
      const otp = seal(keys, person.username, staffOtpSecret(person.username));
      return {
        ...person,
        id: v7(),
        passwordHash: await hashPassword(staffPassword(person.username)),
        otpSecretSealed: otp.sealed,
        otpKeyVersion: otp.keyVersion,
        createdAt: at,
        enrolledAt: at,
        passwordChangedAt: at,
      };
    }),
  );
  await tx.insert(staff).values(rows);
  const bystanders = rows.slice(demoStaff.length);
  const working = rows.slice(0, demoStaff.length).map(({ id, name, role, branchCode }) => ({
    kind: "staff" as const,
    id,
    name,
    role,
    branchCode,
    confirmedUntil: null,
    signedInAt: new Date(0),
    standsInFor: [],
  }));
  return { staff: working, bystanders };
}

/** Inserts the contracts with their login accounts, their passwords hashed for the time being. */
export async function insertContracts(
  tx: Tx,
  people: readonly DemoContract[],
  { keys, at }: Given,
): Promise<(DemoContract & { id: string })[]> {
  const rows = people.map((person, index) => ({
    ...person,
    id: v7(),
    // Four in five have a mail address; the others are written letters.
    mailAddress: index % 5 > 0 ? `c${person.contractorId}@example.jp` : null,
    openedOn: addDays(japanDay(at), -30 - ((index * 37) % 4000)),
    createdAt: at,
  }));
  await tx.insert(contracts).values(rows);
  const accounts = rows.map(async ({ id, contractorId }) => {
    const cells = sealCells(keys, contractorId, contractCells(contractorId));
    return {
      contractId: id,
      contractorId,
      passwordHash: await passingHash(contractPassword(contractorId)),
      cellsSealed: cells.sealed,
      cellsKeyVersion: cells.keyVersion,
    };
  });
  await tx.insert(loginAccounts).values(await Promise.all(accounts));
  return rows;
}

/** Takes a delivery of tokens into stock, good for `years` from then on; returns row ids by serial. */
export async function insertTokens(
  tx: Tx,
  lot: readonly DemoToken[],
  { keys, at, years }: Given & { years: number },
): Promise<Map<string, string>> {
  const expiresOn = addDays(japanDay(at), Math.round(years * 365.25));
  const rows = lot.map(({ seedBytes, ...token }) => {
    const { sealed, keyVersion } = seal(keys, token.serial, tokenSeed(token.serial, seedBytes));
    const batch = japanDay(at);
    return {
      ...token,
      id: v7(),
      seedSealed: sealed,
      seedKeyVersion: keyVersion,
      batch,
      expiresOn,
      importedAt: at,
    };
  });
  await tx.insert(tokens).values(rows);
  return new Map(rows.map(({ id, serial }) => [serial, id]));
}

/** Walks tokens through states one after the other, as the triggers demand. */
async function walkTokens(tx: Tx, serials: readonly string[], states: readonly TokenState[]) {
  if (serials.length === 0) return;
  for (const state of states) {
    await tx
      .update(tokens)
      .set({ state })
      .where(inArray(tokens.serial, [...serials]));
  }
}

export type Held = { contractId: string; tokenId: string; serial: string; boundAt: Date };

/** Registers serials to contracts as it was before the story began. */
export async function insertBindings(tx: Tx, held: readonly Held[]): Promise<void> {
  await walkTokens(
    tx,
    held.map(({ serial }) => serial),
    ["allocated", "in_transit", "delivered", "active"],
  );
  const inOrder = held.toSorted((one, other) => one.boundAt.getTime() - other.boundAt.getTime());
  await tx
    .insert(bindings)
    .values(inOrder.map(({ contractId, tokenId, boundAt }) => ({ contractId, tokenId, boundAt })));
  // The step of the OTP that registered each: none older is ever accepted again.
  for (const { tokenId, boundAt } of inOrder) {
    await tx
      .update(tokens)
      .set({
        lastStep: sql`case ${tokens.kind} when 'hotp' then 0
          else floor(${boundAt.getTime() / 1000}::numeric / ${tokens.stepSeconds})::bigint end`,
      })
      .where(inArray(tokens.id, [tokenId]));
  }
}
