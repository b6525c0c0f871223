import { checkFactor, type FactorAnswer } from "#core/logins/check-factor.ts";
import { checkPassword } from "#core/logins/check-password.ts";
import { systemRandom } from "#core/logins/context.ts";
import { acceptedStep, otpAt, stepAt } from "#core/logins/otp.ts";
import { type RegistrationContext, register } from "#core/logins/register.ts";
import { type CellNames, cardCells } from "#core/logins/rules.ts";
import { unseal } from "#core/seal.ts";
import { findLoginAccount, type LoginAccount, type LoginToken } from "#db/logins.ts";
import type { Customer, Desk } from "#demo/desk.ts";
import { contractCells, contractPassword } from "#demo/secrets.ts";

function customerContext({ db, keys, random }: Desk, now: Date): RegistrationContext {
  return {
    db,
    desk: db,
    now,
    keys,
    random: { ...systemRandom, below: (limit) => random.int(0, limit - 1) },
    clientKey: "personal-web",
    address: `198.51.100.${random.int(1, 254)}`,
  };
}

/** The code that the token shows. */
function codeOf(desk: Desk, token: LoginToken, now: Date): string {
  const step = token.kind === "hotp" ? token.lastStep + 1 : stepAt(now, token.stepSeconds) + token.driftSteps;
  return otpAt(token, unseal(desk.keys, token.serial, token.seed), step);
}

/** Six digits that are no code of the token anywhere near now. */
function wrongCode(desk: Desk, token: LoginToken, now: Date): string {
  const seed = unseal(desk.keys, token.serial, token.seed);
  for (;;) {
    const otp = desk.random.digits(token.digits);
    if (acceptedStep(token, { seed, otp, now, windowSteps: 10, hotpLookAhead: 10 }) === undefined) return otp;
  }
}

export function answerCells(contractorId: string, asked: CellNames): Record<string, string> {
  const cells = contractCells(contractorId);
  return Object.fromEntries(asked.map((name) => [name, cells[cardCells.indexOf(name)] ?? ""]));
}

async function accountOf(desk: Desk, contractorId: string, now: Date): Promise<LoginAccount | undefined> {
  return (await findLoginAccount(desk.db, contractorId, { now, network: "demo" })).account;
}

/** 利用開始: the customer registers the token that the order sent. */
export async function registerToken(desk: Desk, { contractorId }: Customer, now: Date): Promise<void> {
  const context = customerContext(desk, now);
  const { loginId, registration } = await signIn(context, contractorId);
  const account = await accountOf(desk, contractorId, now);
  if (!registration || !account?.order) throw new Error(`${contractorId} has nothing to register`);
  const { token } = account.order;
  const answer = await register(context, {
    loginId,
    serial: token.serial,
    otp: codeOf(desk, token, now),
    cells: answerCells(contractorId, registration.cells),
  });
  if (answer.outcome !== "accepted") throw new Error(`${contractorId} could not register: ${answer.outcome}`);
}

/** A login with the password and the OTP that the token shows. */
export async function logIn(desk: Desk, { contractorId }: Customer, now: Date): Promise<void> {
  const context = customerContext(desk, now);
  const { loginId } = await signIn(context, contractorId);
  const account = await accountOf(desk, contractorId, now);
  if (!account?.token) throw new Error(`${contractorId} has no token to log in with`);
  const { outcome } = await checkFactor(context, { loginId, otp: codeOf(desk, account.token, now) });
  if (outcome !== "accepted") throw new Error(`${contractorId} could not log in: ${outcome}`);
}

/** Wrong OTPs, a minute's work, until nothing more is accepted. */
export async function lockOut(desk: Desk, { contractorId }: Customer, now: Date): Promise<void> {
  let at = now;
  const { loginId } = await signIn(customerContext(desk, at), contractorId);
  const account = await accountOf(desk, contractorId, at);
  if (!account?.token) throw new Error(`${contractorId} has no token to be locked`);
  const address = customerContext(desk, at).address;
  for (let outcome: FactorAnswer["outcome"] = "rejected"; outcome !== "locked"; ) {
    at = new Date(at.getTime() + 11_000);
    const otp = wrongCode(desk, account.token, at);
    ({ outcome } = await checkFactor({ ...customerContext(desk, at), address }, { loginId, otp }));
  }
}

async function signIn(context: RegistrationContext, contractorId: string) {
  const answer = await checkPassword(context, { contractorId, password: contractPassword(contractorId) });
  if (!answer.loginId) throw new Error(`${contractorId} could not log in: ${answer.outcome}`);
  return { ...answer, loginId: answer.loginId };
}
