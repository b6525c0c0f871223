import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { contracts } from "./schema/contracts.ts";
import { loginAccounts } from "./schema/logins.ts";
import { settings } from "./schema/settings.ts";
import { bindings, tokens } from "./schema/tokens.ts";
import { type BranchScope, inBranch } from "./scope.ts";
import { codeParts } from "./tokens.ts";

/** Which counters have used up their limit, of a statement that joins an account with the settings. */
const locks = {
  passwordLocked: sql<boolean>`${loginAccounts.passwordFails} >= ${settings.passwordLimit}`,
  otpLocked: sql<boolean>`${loginAccounts.otpFails} >= ${settings.otpLimit}`,
  cardLocked: sql<boolean>`${loginAccounts.cardFails} >= ${settings.cardLimit}`,
};

/**
 * One contract's counters against their limits, its row locked, so that logins and resyncs of it come one after
 * the other. Lock it before the token.
 */
export async function lockResyncAccount(tx: Tx, scope: BranchScope, contractorId: string) {
  const [found] = await tx
    .select({
      contractId: loginAccounts.contractId,
      branchCode: contracts.branchCode,
      ...locks,
      factorFailedAt: loginAccounts.factorFailedAt,
      retryDelaySeconds: settings.retryDelaySeconds,
      windowSteps: settings.resyncWindowSteps,
    })
    .from(loginAccounts)
    .innerJoin(contracts, eq(contracts.id, loginAccounts.contractId))
    .innerJoin(settings, eq(settings.id, true))
    .where(and(eq(loginAccounts.contractorId, contractorId), inBranch(contracts.branchCode, scope)))
    .for("no key update", { of: loginAccounts });
  return found;
}

const registered = (contractId: string) =>
  and(eq(bindings.contractId, contractId), isNull(bindings.unboundAt));

/** The registered token of a contract with its sealed seed, its row locked; undefined where there is none. */
export async function lockResyncToken(tx: Tx, contractId: string) {
  const [found] = await tx
    .select({ id: tokens.id, serial: tokens.serial, state: tokens.state, ...codeParts })
    .from(bindings)
    .innerJoin(tokens, eq(tokens.id, bindings.tokenId))
    .where(registered(contractId))
    .for("no key update", { of: tokens });
  return found;
}

/** Uses up a pair of codes that begins with `first`, if both are newer than any used; undefined if not. */
export async function saveResync(tx: Tx, tokenId: string, use: { first: number; driftSteps: number }) {
  const [saved] = await tx
    .update(tokens)
    .set({ lastStep: use.first + 1, driftSteps: use.driftSteps })
    .where(and(eq(tokens.id, tokenId), eq(tokens.state, "active"), lt(tokens.lastStep, use.first)))
    .returning({ id: tokens.id });
  return saved;
}

/** Clears the counter of wrong OTPs. */
export async function clearOtpFailures(tx: Tx, contractId: string): Promise<void> {
  await tx.update(loginAccounts).set({ otpFails: 0 }).where(eq(loginAccounts.contractId, contractId));
}

/** Counts a wrong pair as a wrong OTP, below the limit only, and tells whether that reached it. */
export async function countResyncFailure(tx: Tx, contractId: string, now: Date): Promise<boolean> {
  const limit = sql`(select otp_limit from ${settings})`;
  const [counted] = await tx
    .update(loginAccounts)
    .set({ otpFails: sql`${loginAccounts.otpFails} + 1`, factorFailedAt: now })
    .where(and(eq(loginAccounts.contractId, contractId), lt(loginAccounts.otpFails, limit)))
    .returning({ reached: sql<boolean>`${loginAccounts.otpFails} >= ${limit}` });
  return counted?.reached ?? false;
}

/** What the counter's page shows of a contract's registered token and its login; no seed. */
export async function findResync(tx: Tx, contractId: string) {
  const [found] = await tx
    .select({
      serial: tokens.serial,
      state: tokens.state,
      kind: tokens.kind,
      digits: tokens.digits,
      stepSeconds: tokens.stepSeconds,
      driftSteps: tokens.driftSteps,
      expiresOn: tokens.expiresOn,
      driftTotalLimit: settings.driftTotalLimit,
      ...locks,
    })
    .from(bindings)
    .innerJoin(tokens, eq(tokens.id, bindings.tokenId))
    .innerJoin(loginAccounts, eq(loginAccounts.contractId, bindings.contractId))
    .innerJoin(settings, eq(settings.id, true))
    .where(registered(contractId));
  return found;
}
