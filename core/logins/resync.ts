import { z } from "zod";
import type { Actor, Context } from "#core/actor.ts";
import { command } from "#core/command.ts";
import { fail, Throttled } from "#core/errors.ts";
import { contractorIdInput } from "#core/input.ts";
import { type SealKeys, unseal } from "#core/seal.ts";
import { writeLoginEvent } from "#db/login-events.ts";
import {
  clearOtpFailures,
  countResyncFailure,
  lockResyncAccount,
  lockResyncToken,
  saveResync,
} from "#db/resync.ts";
import { otpInput } from "./input.ts";
import { firstOfPair, shownDrift } from "./resync-codes.ts";
import type { OwnClient } from "./rules.ts";

const input = z.strictObject({
  contractorId: contractorIdInput,
  /** As the token showed them, the older one first. */
  otps: z
    .tuple([otpInput, otpInput])
    .refine(([first, second]) => first !== second, { message: "otp.same", path: [1] }),
});

/** What a resync comes to; `first` is the step of the older code, and a copy is of a pair that is used up. */
type Verdict =
  | { outcome: "accepted"; first: number; driftSteps: number }
  | { outcome: "rejected"; copy: boolean }
  | { outcome: "locked" }
  | { outcome: "throttled"; retryAfterSeconds: number };

type Account = NonNullable<Awaited<ReturnType<typeof lockResyncAccount>>>;
type Token = NonNullable<Awaited<ReturnType<typeof lockResyncToken>>>;
type Given = { otps: readonly [string, string]; now: Date; keys: SealKeys };

function judge(account: Account, token: Token, { otps, now, keys }: Given): Verdict {
  const { passwordLocked, otpLocked, cardLocked, windowSteps } = account;
  if (passwordLocked || otpLocked || cardLocked || token.state !== "active") return { outcome: "locked" };
  const retryAt = (account.factorFailedAt?.getTime() ?? 0) + account.retryDelaySeconds * 1000;
  const retryAfterSeconds = Math.ceil((retryAt - now.getTime()) / 1000);
  if (account.retryDelaySeconds > 0 && retryAfterSeconds > 0)
    return { outcome: "throttled", retryAfterSeconds };
  const seed = unseal(keys, token.serial, token.seed);
  const first = firstOfPair(token, { seed, otps, now, windowSteps });
  if (first === undefined || first <= token.lastStep)
    return { outcome: "rejected", copy: first !== undefined };
  return { outcome: "accepted", first, driftSteps: shownDrift(token, first + 1, now) };
}

/** Under the account's lock from the look to the commit: of any number at once no more than the limit are looked at. */
const resync = command<typeof input, Verdict & { contractId: string }>({
  name: "token.resync",
  permit: "token.resync",
  input,
  async run({ tx, actor, now, keys, scope, request }, { contractorId, otps }) {
    const account = (await lockResyncAccount(tx, scope, contractorId)) ?? fail("not_found", "contract");
    const { contractId, branchCode } = account;
    const token = (await lockResyncToken(tx, contractId)) ?? fail("conflict", "binding");
    const verdict = judge(account, token, { otps, now, keys });
    const { outcome } = verdict;
    if (outcome === "accepted") {
      (await saveResync(tx, token.id, verdict)) ?? fail("conflict", "token");
      await clearOtpFailures(tx, contractId);
    }
    const counts = outcome === "rejected" && !verdict.copy;
    const reachedLimit = counts && (await countResyncFailure(tx, contractId, now));
    const clientKey = actor.kind === "client" ? actor.id : ("console" satisfies OwnClient);
    const { address } = request;
    await writeLoginEvent(tx, {
      contractId,
      at: now,
      factor: "resync",
      outcome,
      reachedLimit,
      clientKey,
      address,
    });
    // A button has no clock to tell of.
    const drift = (driftSteps: number) => (token.kind === "totp" ? { driftSteps } : {});
    return {
      result: { ...verdict, contractId },
      change: {
        subject: { kind: "token", id: token.id, label: token.serial },
        contractId,
        branchCode,
        before: drift(token.driftSteps),
        after: { outcome, ...(outcome === "accepted" && drift(verdict.driftSteps)) },
      },
    };
  },
});

/** How a resync ended. `driftSteps` of an accepted one: how far a clock is ahead (negative: behind); 0 for a button. */
export type Resynced = { contractId: string } & (
  | { outcome: "accepted"; driftSteps: number }
  | { outcome: "rejected" | "locked" }
);

/**
 * Finds the time or counter of a contract's token again by two OTPs that follow one another, both newer than any
 * accepted (RFC 4226 §7.4). A wrong pair counts as a wrong OTP; the count stands, so it is no failure of this call.
 * Fails with `invalid`, `not_found`, with `conflict` where no token is registered, with `throttled` too soon after
 * a failure where a setting asks for a delay.
 */
export async function resyncToken(context: Context<Actor>, raw: unknown): Promise<Resynced> {
  const { contractId, ...verdict } = await resync(context, raw);
  if (verdict.outcome === "throttled") throw new Throttled("resync", verdict.retryAfterSeconds);
  if (verdict.outcome !== "accepted") return { contractId, outcome: verdict.outcome };
  return { contractId, outcome: "accepted", driftSteps: verdict.driftSteps };
}
