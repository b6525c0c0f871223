import { coalesce } from "#core/coalesce.ts";
import { Throttled } from "#core/errors.ts";
import {
  type Check,
  type LoginEvent,
  type Refusal,
  type RightOtp,
  type Settled,
  settleChecks,
} from "#db/settle-checks.ts";
import type { LoginContext } from "./context.ts";
import type { FactorOutcome } from "./rules.ts";

/** Checks of one moment go together; of one contract, one after the other. */
const settling = coalesce(settleChecks, { keyOf: ({ contractId }: Check) => contractId });

/** Uses up a right OTP and says whether that still counted. Fails with `throttled` after too many failures. */
export async function accept({ db }: Pick<LoginContext, "db">, otp: RightOtp): Promise<FactorOutcome> {
  return outcomeOf(await settling(db, otp));
}

/** Writes down a failure or a refusal, counting what is to count. Fails with `throttled` after too many failures. */
export async function refuse(
  { db }: Pick<LoginContext, "db">,
  check: Refusal,
): Promise<"rejected" | "locked"> {
  return outcomeOf(await settling(db, check)) === "locked" ? "locked" : "rejected";
}

/** Turns away, before anything is looked at, what failures have put off until later. Fails with `throttled`. */
export async function refusePutOff(
  { db }: Pick<LoginContext, "db">,
  event: LoginEvent,
  until: Date | null,
): Promise<void> {
  if (until === null) return;
  await settling(db, { ...event, note: "throttled" });
  throw new Throttled("login", Math.max(1, Math.ceil((until.getTime() - event.now.getTime()) / 1000)));
}

function outcomeOf({ outcome, retryAfterSeconds }: Settled): FactorOutcome {
  if (outcome === "throttled") throw new Throttled("login", retryAfterSeconds);
  return outcome;
}
