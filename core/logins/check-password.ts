import { readInput } from "#core/input.ts";
import { verifyNoPassword, verifyPassword } from "#core/passwords.ts";
import { savePasswordAccepted } from "#db/login-checks.ts";
import { findLoginAccount, type LoginAccount } from "#db/logins.ts";
import { drawn } from "./challenge.ts";
import type { LoginContext } from "./context.ts";
import { eventOf } from "./event.ts";
import { passwordCheckInput } from "./input.ts";
import {
  type CellNames,
  cellNames,
  dueFactor,
  type Factor,
  type LoginOutcome,
  mayRegister,
} from "./rules.ts";
import { refuse, refusePutOff } from "./settle.ts";

/**
 * What a contractor ID and password led to. `factor_required` names the factor to send to `checkFactor` with the
 * `loginId`; `cells` are the two asked of a card. `registration` is there while a token waits to be registered.
 */
export type PasswordAnswer = {
  outcome: LoginOutcome;
  loginId?: string;
  factor?: Factor;
  cells?: CellNames;
  registration?: { cells: CellNames };
};

/**
 * The first step of a login. An unknown ID, a wrong password, and any password once the limit of failures is
 * reached answer `rejected`, in the same time. Fails with `invalid` for what is no ID or password at all, and with
 * `throttled` for whatever comes from an address that has failed too often.
 */
export async function checkPassword(context: LoginContext, raw: unknown): Promise<PasswordAnswer> {
  const { contractorId, password } = readInput(passwordCheckInput, raw);
  const asked = eventOf(context, null, "password");
  const { account, putOff } = await findLoginAccount(context.db, contractorId, asked);
  const event = { ...asked, contractId: account?.contractId ?? null };
  await refusePutOff(context, event, putOff.address);
  const right = await (account ? verifyPassword(account.passwordHash, password) : verifyNoPassword(password));
  if (!account) await refuse(context, { ...event, note: "rejected" });
  else if (account.standing.locked.password) await refuse(context, { ...event, note: "locked" });
  else if (right) return begin(context, account);
  else await refuse(context, { ...event, fails: "password" });
  return { outcome: "rejected" };
}

/** The password was right: what is left to show, and a login to show it for. */
async function begin(context: LoginContext, account: LoginAccount): Promise<PasswordAnswer> {
  const { db, random } = context;
  const { standing, order } = account;
  const due = dueFactor(standing);
  const registers = order !== null && mayRegister(standing);
  const outcome = due === "locked" ? "locked" : due === "none" ? "accepted" : "factor_required";
  const factor = due === "locked" ? "card" : due;
  const login =
    due !== "locked" || registers ? { id: random.id(), factor, expectsFactor: due !== "none" } : null;
  const saved = await savePasswordAccepted(db, eventOf(context, account.contractId, "password"), {
    outcome,
    login,
    ask: due === "card" || registers ? drawn(random) : null,
  });
  if (!saved) return { outcome: "rejected" };
  const cells = saved.challenge && cellNames(saved.challenge);
  return {
    outcome,
    ...(login && { loginId: login.id }),
    ...(due !== "locked" && { factor }),
    ...(due === "card" && cells && { cells }),
    ...(registers && cells && { registration: { cells } }),
  };
}
