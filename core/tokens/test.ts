import { z } from "zod";
import { countAudit } from "#db/audit.ts";
import { readSettings } from "#db/settings.ts";
import { findMovableToken } from "#db/token-moves.ts";
import { lockTokenToTest } from "#db/token-page.ts";
import { japanDay } from "../clock.ts";
import { command } from "../command.ts";
import { fail, failField, Throttled } from "../errors.ts";
import { idInput } from "../input.ts";
import { otpInput } from "../logins/input.ts";
import { acceptedStep, stepAt } from "../logins/otp.ts";
import { unseal } from "../seal.ts";
import { adviceFor, type TokenAdvice } from "./advice.ts";
import { tokenChange } from "./move.ts";

/** A token's own code is found in a few tries; more in a minute would be guessing. */
export const testsPerMinute = 5;

export type TokenTest = {
  /** `matched`: it would log in now; `used`: it has; `off`: right, but too early or late for a login; else `wrong`. */
  outcome: "matched" | "used" | "off" | "wrong";
  /** Steps that the token's clock is ahead (negative: behind); null for a button, or where nothing was found. */
  driftSteps: number | null;
  advice: TokenAdvice[];
};

const action = "token.test";

/**
 * Looks whether a code is one that the token shows now, and how far its clock is off. Reads only: no step is used up,
 * no failure counted against a contract, so a login by the same code still succeeds. Fails with `throttled` beyond so
 * many tries of a token in a minute: the answer must not help anybody to find a code.
 */
export const testToken = command({
  name: action,
  permit: "token.test",
  input: z.object({ tokenId: idInput, otp: otpInput }),
  async run({ tx, now, keys, scope }, { tokenId, otp }) {
    const about = (await findMovableToken(tx, scope, tokenId)) ?? fail("not_found", "token");
    const token = (await lockTokenToTest(tx, tokenId)) ?? fail("not_found", "token");
    if (otp.length !== token.digits) failField("otp", "otp.format");
    const since = new Date(now.getTime() - 60_000);
    if ((await countAudit(tx, { subjectId: tokenId, action, since })) >= testsPerMinute) {
      throw new Throttled("tokenTest", 60);
    }
    const { otpWindowSteps, hotpLookAhead, resyncWindowSteps } = await readSettings(tx);
    const typed = { seed: unseal(keys, about.serial, token.seed), otp, now };
    const atLogin = acceptedStep(token, { ...typed, windowSteps: otpWindowSteps, hotpLookAhead });
    const far = { ...typed, windowSteps: resyncWindowSteps, hotpLookAhead: resyncWindowSteps };
    const found = atLogin ?? acceptedStep(token, far);
    const driftSteps =
      found === undefined || token.kind === "hotp" ? null : found - stepAt(now, token.stepSeconds);
    const result: TokenTest = {
      outcome:
        found === undefined
          ? "wrong"
          : found <= token.lastStep
            ? "used"
            : atLogin === undefined
              ? "off"
              : "matched",
      driftSteps,
      advice: adviceFor(token, { today: japanDay(now), shownDrift: driftSteps }),
    };
    const facts = { test: result.outcome, ...(driftSteps !== null && { driftSteps }) };
    return { result, change: tokenChange(about, { after: facts }) };
  },
});
