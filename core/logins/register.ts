import { z } from "zod";
import type { CustomerActor } from "#core/actor.ts";
import { command } from "#core/command.ts";
import { Failure, fail } from "#core/errors.ts";
import { readInput } from "#core/input.ts";
import { type Database, violated } from "#db/client.ts";
import { findForm, saveFormState } from "#db/forms.ts";
import { writeLoginEvent } from "#db/login-events.ts";
import type { OpenLogin } from "#db/logins.ts";
import {
  activateToken,
  completeOrder,
  endExchanged,
  endLogin,
  insertBinding,
  spendChallenge,
} from "#db/registrations.ts";
import { moveToken } from "#db/tokens.ts";
import { answers, cellsMatch, openCells } from "./card.ts";
import { cellsAsked } from "./challenge.ts";
import { findStep } from "./check-otp.ts";
import type { LoginContext } from "./context.ts";
import { eventOf } from "./event.ts";
import { registrationInput } from "./input.ts";
import { openLogin } from "./open-login.ts";
import { type CellNames, cellNames, mayRegister } from "./rules.ts";
import { refuse, refusePutOff } from "./settle.ts";

/** What is right is judged as in every login; `desk` carries it out, since that moves the order and the form too. */
export type RegistrationContext = LoginContext & { desk: Database };

/** How a registration ended; of what was wrong with a refused one nothing is told. */
export type RegistrationAnswer =
  | { outcome: "accepted"; receiptNumber: number; registeredAt: Date; serial: string }
  /** `cells` are there when the answer was for cells no longer asked: ask for these. */
  | { outcome: "rejected"; cells?: CellNames }
  | { outcome: "locked" };

/**
 * The registration of a delivered token (利用開始): its serial, an OTP of it and the two cells asked, in a login
 * whose password was right. From then on a login needs the OTP. Fails with `invalid`, and with `not_found` for a
 * login that is over or another caller's, and with `throttled` after too many failures.
 */
export async function register(context: RegistrationContext, raw: unknown): Promise<RegistrationAnswer> {
  const given = readInput(registrationInput, raw);
  const login = (await openLogin(context, given.loginId)) ?? fail("not_found", "login");
  const { order, challenge, contractorId, standing, putOff } = login;
  const event = eventOf(context, login.contractId, "registration");
  const refused = async (counter: "otp" | "card") => ({
    outcome: await refuse(context, { ...event, fails: counter }),
  });

  await refusePutOff(context, event, putOff.address ?? putOff.factor);
  if (!mayRegister(standing)) return { outcome: await refuse(context, { ...event, note: "locked" }) };
  if (!challenge || !answers(given.cells, cellNames(challenge))) {
    await refuse(context, { ...event, note: "rejected" });
    return { outcome: "rejected", cells: await cellsAsked(context, login) };
  }
  // The OTP is computed for a wrong serial too, so that it takes as long to refuse.
  const step = order && findStep(context, login, order.token, given.otp);
  if (!order || !step || order.token.serial !== given.serial) return refused("otp");
  const cells = openCells(context.keys, contractorId, login.cells);
  if (!cellsMatch(cells, cellNames(challenge), given.cells)) return refused("card");
  try {
    return await carryOut(context, login, { order, challenge, ...step });
  } catch (error) {
    if (!lostRace(error)) throw error;
    return { outcome: await refuse(context, { ...event, note: "rejected" }) };
  }
}

/** What the database says where it, and not our statements, saw that somebody was quicker. */
const raceConstraints = new Set([
  "bindings_one_live_per_contract",
  "bindings_one_live_per_serial",
  "bindings_never_again",
]);

function lostRace(error: unknown): boolean {
  if (error instanceof Failure) return error.code === "conflict";
  return raceConstraints.has(violated(error) ?? "");
}

type Right = {
  order: NonNullable<OpenLogin["order"]>;
  challenge: readonly [number, number];
  step: number;
  driftSteps: number;
};

function carryOut(context: RegistrationContext, login: OpenLogin, right: Right): Promise<RegistrationAnswer> {
  const { desk: db, now, keys, random, clientKey, address } = context;
  const actor = { kind: "customer", id: login.contractId, name: login.contractorId } as const;
  const request = { id: random.id(), address };
  return registration({ actor, db, now, keys, request }, { login, clientKey, ...right });
}

/** What `register` has found right; it comes from there and from nowhere outside. */
const judged = z.custom<Right & { login: OpenLogin; clientKey: string }>();

/** Old and new token change places, the order and its form are over, the gap is shut: all of it or nothing. */
const registration = command<typeof judged, RegistrationAnswer, CustomerActor>({
  name: "token.register",
  permit: "token.register",
  input: judged,
  async run({ tx, now, request }, { login, clientKey, order, challenge, step, driftSteps }) {
    const { contractId } = login;
    const { address } = request;
    const { token } = order;
    (await spendChallenge(tx, { contractId, pair: challenge, now })) ?? fail("conflict", "registration");
    (await endLogin(tx, { loginId: login.login.id, now })) ?? fail("conflict", "login");
    const exchanged = await endExchanged(tx, contractId, now);
    if (exchanged) {
      (await moveToken(tx, exchanged.tokenId, { from: "active", to: "revoked" })) ??
        fail("conflict", "token");
    }
    (await activateToken(tx, { tokenId: token.id, step, driftSteps })) ?? fail("conflict", "token");
    const binding = await insertBinding(tx, { contractId, tokenId: token.id, boundAt: now });
    (await completeOrder(tx, { orderId: order.id, tokenId: token.id, now })) ?? fail("conflict", "order");
    await saveFormState(tx, order.formId, { from: "approved", to: "completed" });
    const form = await findForm(tx, null, order.formId);
    await writeLoginEvent(tx, {
      contractId,
      at: now,
      factor: "registration",
      outcome: "accepted",
      clientKey,
      address,
    });
    const { receiptNumber, boundAt } = binding;
    const revokedSerial = exchanged && login.token?.serial;
    return {
      result: { outcome: "accepted", receiptNumber, registeredAt: boundAt, serial: token.serial },
      change: {
        subject: { kind: "token", id: token.id, label: token.serial },
        contractId,
        branchCode: order.branchCode,
        formNumber: form?.number,
        makerId: form?.makerId,
        checkerId: form?.checkerId,
        before: { state: "delivered" },
        after: {
          state: "active",
          serial: token.serial,
          receiptNumber,
          orderNumber: order.number,
          cardAccess: "closed",
          ...(revokedSerial && { revokedSerial }),
        },
      },
    };
  },
});
