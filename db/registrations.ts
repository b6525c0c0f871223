import { and, eq, gt, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { loginAccounts, logins } from "./schema/logins.ts";
import { orders } from "./schema/orders.ts";
import { settings } from "./schema/settings.ts";
import { bindings, tokens } from "./schema/tokens.ts";

/**
 * Takes the answered pair away, shuts card access and clears the counters, if none of them has reached its
 * limit and the pair is still the one asked. Undefined if not: somebody was quicker, or it is locked.
 */
export async function spendChallenge(
  tx: Tx,
  {
    contractId,
    pair: [first, second],
    now,
  }: { contractId: string; pair: readonly [number, number]; now: Date },
) {
  const [spent] = await tx
    .update(loginAccounts)
    .set({
      passwordFails: 0,
      otpFails: 0,
      cardFails: 0,
      cardOpenedAt: null,
      cardUntil: null,
      cardUses: 0,
      challengeFirst: null,
      challengeSecond: null,
      challengeUntil: null,
    })
    .where(
      and(
        eq(loginAccounts.contractId, contractId),
        eq(loginAccounts.challengeFirst, first),
        eq(loginAccounts.challengeSecond, second),
        gt(loginAccounts.challengeUntil, now),
        lt(loginAccounts.passwordFails, sql`(select password_limit from ${settings})`),
        lt(loginAccounts.otpFails, sql`(select otp_limit from ${settings})`),
        lt(loginAccounts.cardFails, sql`(select card_limit from ${settings})`),
      ),
    )
    .returning({ contractId: loginAccounts.contractId });
  return spent;
}

/** Ends a login that is neither over nor used for a registration; undefined if it is. */
export async function endLogin(tx: Tx, { loginId, now }: { loginId: string; now: Date }) {
  const [ended] = await tx
    .update(logins)
    .set({ state: "closed" })
    .where(
      and(
        eq(logins.id, loginId),
        inArray(logins.state, ["factor_required", "accepted"]),
        gt(logins.expiresAt, now),
      ),
    )
    .returning({ id: logins.id });
  return ended;
}

/** Ends the live binding that an exchange replaces, and tells its token; undefined where there was none. */
export async function endExchanged(tx: Tx, contractId: string, now: Date) {
  const [ended] = await tx
    .update(bindings)
    .set({ unboundAt: now, unbindReason: "exchange" })
    .where(and(eq(bindings.contractId, contractId), isNull(bindings.unboundAt)))
    .returning({ tokenId: bindings.tokenId });
  return ended;
}

/** Puts a sent token into use with the step of its first OTP used up; undefined if that cannot be. */
export async function activateToken(
  tx: Tx,
  { tokenId, step, driftSteps }: { tokenId: string; step: number; driftSteps: number },
) {
  const [active] = await tx
    .update(tokens)
    .set({ state: "active", lastStep: step, driftSteps })
    .where(
      and(
        eq(tokens.id, tokenId),
        inArray(tokens.state, ["in_transit", "delivered"]),
        lt(tokens.lastStep, step),
      ),
    )
    .returning({ id: tokens.id });
  return active;
}

/** Binds a serial to a contract. Its constraints refuse a second live binding of either, and any old serial. */
export async function insertBinding(tx: Tx, binding: { contractId: string; tokenId: string; boundAt: Date }) {
  const [bound] = await tx.insert(bindings).values(binding).returning({
    id: bindings.id,
    receiptNumber: bindings.receiptNumber,
    boundAt: bindings.boundAt,
  });
  if (!bound) throw new Error("insert returned no row");
  return bound;
}

/** Completes the order of a token that was sent; undefined if it is no longer under way with that token. */
export async function completeOrder(
  tx: Tx,
  { orderId, tokenId, now }: { orderId: string; tokenId: string; now: Date },
) {
  const [completed] = await tx
    .update(orders)
    .set({ state: "completed", completedAt: now })
    .where(
      and(
        eq(orders.id, orderId),
        eq(orders.tokenId, tokenId),
        inArray(orders.state, ["shipped", "delivered"]),
      ),
    )
    .returning({ id: orders.id });
  return completed;
}
