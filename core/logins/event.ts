import type { LoginEvent } from "#db/login-checks.ts";
import type { LoginContext } from "./context.ts";

/** The event of a check, less its outcome. */
export function eventOf(
  { now, clientKey, address }: LoginContext,
  contractId: string | null,
  factor: LoginEvent["factor"],
): LoginEvent {
  return { contractId, now, factor, clientKey, address };
}
