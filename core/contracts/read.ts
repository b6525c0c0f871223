import { z } from "zod";
import { listAuditOfContract } from "#db/audit.ts";
import { findContract, findLiveBinding, findLoginAccount } from "#db/contracts.ts";
import { listDebitEntriesOf, listFeesOfContract } from "#db/fees.ts";
import { listForms } from "#db/forms.ts";
import { listLoginEventsOf } from "#db/login-events.ts";
import { hasProposedChange } from "#db/mail-addresses.ts";
import { listContractNotices } from "#db/notices.ts";
import { findOpenOrder } from "#db/orders.ts";
import { readSettings } from "#db/settings.ts";
import { listWaitingRequests } from "#db/token-requests.ts";
import { japanDay } from "../clock.ts";
import { query } from "../command.ts";
import { fail } from "../errors.ts";
import { openFormStates } from "../forms/rules.ts";
import { idInput } from "../input.ts";
import { otpStateOf } from "../logins/rules.ts";
import { cameFromInput, lookAt } from "../look-ups/look.ts";
import { nextForms } from "./next-forms.ts";
import { timeline } from "./timeline.ts";

const shownAtMost = 200;
const loginsShown = 20;
const noticesShown = 10;

/**
 * The whole story of one contract: who, the token now, the login, what is under way, and one timeline. Of the login
 * checks only the locks are in it; the newest checks stand apart, lest they bury what people did. The look goes on
 * record.
 */
export const readContract = query({
  permit: "contract.read",
  input: z.object({ contractId: idInput, cameFrom: cameFromInput }),
  async run(given, { contractId, cameFrom }) {
    const { db, scope, now } = given;
    const found = (await findContract(db, scope, contractId)) ?? fail("not_found", "contract");
    const [
      contract,
      token,
      login,
      settings,
      openForms,
      openOrder,
      commands,
      locks,
      logins,
      fees,
      debits,
      requests,
      notices,
      addressChanges,
    ] = await Promise.all([
      lookAt(given, found, { page: "contract", cameFrom }),
      findLiveBinding(db, contractId),
      findLoginAccount(db, contractId),
      readSettings(db),
      listForms(db, scope, { contractId, states: openFormStates, limit: shownAtMost }),
      findOpenOrder(db, contractId),
      listAuditOfContract(db, contractId, shownAtMost),
      listLoginEventsOf(db, contractId, { locking: true, limit: shownAtMost }),
      listLoginEventsOf(db, contractId, { locking: false, limit: loginsShown }),
      listFeesOfContract(db, contractId),
      listDebitEntriesOf(db, contractId, shownAtMost),
      listWaitingRequests(db, contractId),
      listContractNotices(db, contractId, noticesShown),
      hasProposedChange(db, contractId),
    ]);
    if (!login) return fail("not_found", "contract");
    const limits = { password: settings.passwordLimit, otp: settings.otpLimit, card: settings.cardLimit };
    const locked = {
      password: login.passwordFails >= limits.password,
      otp: login.otpFails >= limits.otp,
      card: login.cardFails >= limits.card,
    };
    const gap = login.cardOpenedAt !== null;
    const cardOpen =
      gap &&
      (login.cardUntil === null || now < login.cardUntil) &&
      (settings.cardUseLimit === null || login.cardUses < settings.cardUseLimit);
    const otpState = otpStateOf({ locked, tokenState: token?.state ?? null, gap, cardOpen });
    const today = japanDay(now);
    return {
      contract,
      token,
      expired: token !== undefined && token.expiresOn < today,
      login,
      limits,
      locked,
      cardOpen,
      otpState,
      nextForms: nextForms({
        otpState,
        token,
        today,
        hasOpenOrder: openOrder !== undefined,
        underWay: openForms.map(({ kind }) => kind),
      }),
      openForms,
      openOrder,
      requests,
      fees,
      timeline: timeline({ commands, locks, debits }).slice(0, shownAtMost),
      logins,
      notices,
      /** Whether another mail address waits for its approver. */
      addressChanges,
    };
  },
});
