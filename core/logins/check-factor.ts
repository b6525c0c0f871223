import { fail } from "#core/errors.ts";
import { readInput } from "#core/input.ts";
import { saveCardAccepted } from "#db/login-checks.ts";
import type { OpenLogin } from "#db/logins.ts";
import { answers, type CellAnswer, cellsMatch, openCells } from "./card.ts";
import { cellsAsked } from "./challenge.ts";
import { judgeOtp } from "./check-otp.ts";
import type { LoginContext } from "./context.ts";
import { eventOf } from "./event.ts";
import { cardFactorInput, otpFactorInput } from "./input.ts";
import { openLogin } from "./open-login.ts";
import { type CellNames, cellNames, dueFactor, type FactorOutcome, mayRegister } from "./rules.ts";
import { refuse, refusePutOff } from "./settle.ts";

/**
 * How the login ended. `cells` are there when a card's answer was for cells no longer asked: ask for these.
 * `registration` is there after a login while a token waits to be registered.
 */
export type FactorAnswer = {
  outcome: FactorOutcome;
  cells?: CellNames;
  registration?: { cells: CellNames };
};

/**
 * The second step of a login: `{ loginId, otp }` or `{ loginId, cells }`. Fails with `invalid`, with
 * `not_found` for a login that is over or another caller's, and with `throttled` after too many failures.
 */
export async function checkFactor(context: LoginContext, raw: unknown): Promise<FactorAnswer> {
  const byCard = typeof raw === "object" && raw !== null && "cells" in raw;
  const given = byCard ? readInput(cardFactorInput, raw) : readInput(otpFactorInput, raw);
  const login = (await openLogin(context, given.loginId)) ?? fail("not_found", "login");
  const answer = await judge(context, login, given);
  if (answer.outcome !== "accepted" || !login.order || !mayRegister(login.standing)) return answer;
  // The card's pair is spent on the login: the registration asks for another.
  const challenge = byCard ? null : login.challenge;
  return { ...answer, registration: { cells: await cellsAsked(context, { ...login, challenge }) } };
}

/** What is not the factor now due says nothing, right or wrong: it is not evaluated, and so not counted. */
async function judge(
  context: LoginContext,
  account: OpenLogin,
  given: { loginId: string } & ({ otp: string } | { cells: CellAnswer }),
): Promise<FactorAnswer> {
  const { login, standing } = account;
  const factor = "otp" in given ? "otp" : "card";
  const due = dueFactor(standing);
  if (due === "locked") return note(context, account, { factor, outcome: "locked" });
  if (login.state !== "factor_required" || due !== factor || login.factor !== factor) {
    return note(context, account, { factor, outcome: "rejected" });
  }
  if ("otp" in given) {
    return { outcome: await judgeOtp(context, account, { otp: given.otp, loginId: login.id }) };
  }
  return judgeCard(context, account, given.cells);
}

async function judgeCard(
  context: LoginContext,
  account: OpenLogin,
  given: CellAnswer,
): Promise<FactorAnswer> {
  const { db, keys } = context;
  const { challenge, contractId, contractorId, putOff } = account;
  const event = eventOf(context, contractId, "card");
  await refusePutOff(context, event, putOff.address ?? putOff.factor);
  if (!challenge || !answers(given, cellNames(challenge))) {
    const cells = await cellsAsked(context, account);
    return { ...(await note(context, account, { factor: "card", outcome: "rejected" })), cells };
  }
  if (!cellsMatch(openCells(keys, contractorId, account.cells), cellNames(challenge), given)) {
    return { outcome: await refuse(context, { ...event, fails: "card" }) };
  }
  return { outcome: await saveCardAccepted(db, event, { loginId: account.login.id, pair: challenge }) };
}

async function note(
  context: LoginContext,
  { contractId }: OpenLogin,
  { factor, outcome }: { factor: "otp" | "card"; outcome: "rejected" | "locked" },
): Promise<FactorAnswer> {
  return { outcome: await refuse(context, { ...eventOf(context, contractId, factor), note: outcome }) };
}
