import { coalesce } from "#core/coalesce.ts";
import { Throttled } from "#core/errors.ts";
import { type Check, type LoginEvent, settleChecks } from "#db/settle-checks.ts";
import type { LoginContext } from "./context.ts";
import type { FactorOutcome } from "./rules.ts";

const settling = coalesce(settleChecks, { keyOf: (check: Check) => check.contractId });

/**
 * Writes what a check came to and says how it ended; checks of the same moment go together. Fails with
 * `throttled` where the address has used up its failures, or the contract's last one is too recent.
 */
export async function settle({ db }: Pick<LoginContext, "db">, check: Check): Promise<FactorOutcome> {
  const { outcome, retryAfterSeconds } = await settling(db, check);
  if (outcome === "throttled") throw new Throttled("login", retryAfterSeconds);
  return outcome;
}

/** Settles what can only be refused: a failure to count, or what is refused unlooked at. */
export async function refuse(
  context: Pick<LoginContext, "db">,
  check: Exclude<Check, { uses: unknown }>,
): Promise<"rejected" | "locked"> {
  return (await settle(context, check)) === "locked" ? "locked" : "rejected";
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
