import { addMonths } from "../clock.ts";

/** What a token that was tried may need; the first says most. */
export const tokenAdvice = ["expired", "expiresSoon", "driftGrowing"] as const;
export type TokenAdvice = (typeof tokenAdvice)[number];

/** How long before its battery's date a token is better exchanged. */
export const expirySoonMonths = 6;
/** A clock that is off by so many steps more than its logins have taught has begun to go wrong. */
const growingSteps = 2;

/** What to think of a token's battery: `shownDrift` in steps, null for a button. Days are YYYY-MM-DD in Japan. */
export function adviceFor(
  { expiresOn, driftSteps }: { expiresOn: string; driftSteps: number },
  { today, shownDrift }: { today: string; shownDrift: number | null },
): TokenAdvice[] {
  const advice: TokenAdvice[] = [];
  if (expiresOn <= today) advice.push("expired");
  else if (expiresOn <= addMonths(today, expirySoonMonths)) advice.push("expiresSoon");
  if (shownDrift !== null && Math.abs(shownDrift) >= Math.abs(driftSteps) + growingSteps) {
    advice.push("driftGrowing");
  }
  return advice;
}
