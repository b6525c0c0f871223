import { z } from "zod";
import { addDays, japanDay, startOfJapanDay } from "../clock.ts";
import { dayInput } from "../day.ts";
import { failField } from "../errors.ts";
import { halfWidth, idInput } from "../input.ts";
import { proposalReason } from "../proposals/decision.ts";
import { clientScopes, mostKeyDays } from "./rules.ts";

/** Which client, and why something is done to it. */
export const clientInput = z.object({ clientId: idInput, reason: proposalReason });

/** Which key, and why something is done to it. */
export const keyInput = z.object({ keyId: idInput, reason: proposalReason });

/** The name by which people know another system. */
export const clientNameInput = z
  .string("required")
  .trim()
  .min(1, "required")
  .max(60, "tooLong")
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, "characters")
  .transform((typed) => typed.normalize("NFC"));

const mostCalls = 1_000_000;

/** What a client may do: at least one scope, in their usual order, and calls a minute; none typed is no limit. */
export const allowanceInput = {
  scopes: z
    .array(z.enum(clientScopes), "choose")
    .min(1, "apiClient.scopes")
    .transform((chosen) => clientScopes.filter((scope) => chosen.includes(scope))),
  callsPerMinute: halfWidth.transform((typed, context): number | null => {
    if (typed === "") return null;
    const calls = /^\d{1,7}$/.test(typed) ? Number(typed) : 0;
    if (calls >= 1 && calls <= mostCalls) return calls;
    context.issues.push({ code: "custom", input: typed, message: "apiClient.calls" });
    return z.NEVER;
  }),
};

/** The last day of a new key, in Japan. */
export const lastDayInput = dayInput("apiClient.day");

/** The instant at which a key made now ends, at the end of its last day. Fails with `invalid` under `lastDay`. */
export function endOfKey(lastDay: string, now: Date): Date {
  const today = japanDay(now);
  if (lastDay < today) failField("lastDay", "apiClient.past");
  if (lastDay >= addDays(today, mostKeyDays)) failField("lastDay", "apiClient.late");
  return startOfJapanDay(addDays(lastDay, 1));
}
