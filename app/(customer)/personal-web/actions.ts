"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { getT } from "#app/_lib/language.ts";
import { answerForm, type Refusal } from "#app/(customer)/personal-web/answer.ts";
import {
  currentLogin,
  endLogin,
  keepLogin,
  loginContext,
  loginId,
  overLogin,
  pageOf,
  registrationContext,
  unlessOver,
} from "#app/(customer)/personal-web/login.ts";
import { forgetReceipt, keepReceipt } from "#app/(customer)/personal-web/receipt.ts";
import type { FormState } from "#components/form-state.ts";
import { checkFactor } from "#core/logins/check-factor.ts";
import { checkPassword } from "#core/logins/check-password.ts";
import { register } from "#core/logins/register.ts";
import type { CellNames } from "#core/logins/rules.ts";

/** ログイン: contractor ID and login password. */
export async function enterPassword(state: FormState, form: FormData): Promise<FormState> {
  return answerForm(state, form, async () => {
    const answer = await checkPassword(await loginContext(), passwordTyped(form));
    if (answer.outcome === "rejected") return passwordRejected();
    await forgetReceipt();
    await keepLogin(answer.loginId);
    if (answer.outcome === "locked") redirect("/personal-web/login/locked");
    if (answer.outcome === "accepted") redirect("/personal-web/home");
    redirect(answer.factor === "otp" ? "/personal-web/login/otp" : "/personal-web/login/card");
  });
}

/** 利用開始: the same two, on the way to registering a token. */
export async function startRegistration(state: FormState, form: FormData): Promise<FormState> {
  return answerForm(state, form, async () => {
    const answer = await checkPassword(await loginContext(), passwordTyped(form));
    if (answer.outcome === "rejected") return passwordRejected();
    await forgetReceipt();
    if (answer.registration) {
      await keepLogin(answer.loginId);
      redirect("/personal-web/registration/token");
    }
    await endLogin(answer.loginId);
    if (answer.outcome === "locked") redirect("/personal-web/login/locked");
    const t = await getT("customer");
    return { title: t("start.nothing"), text: t("start.nothingText") };
  });
}

/** The OTP of the registered token. */
export async function enterOtp(state: FormState, form: FormData): Promise<FormState> {
  return answerForm(state, form, async () => {
    const given = { loginId: await loginId(), otp: form.get("otp") };
    await factorOf(given);
    await goOn("/personal-web/login/otp");
    const t = await getT("customer");
    return { errors: { otp: t("factor.otpRejected") } };
  });
}

/** The two cells of the card. */
export async function enterCells(state: FormState, form: FormData): Promise<FormState> {
  return answerForm(state, form, async () => {
    const login = await currentLogin();
    const asked = login.cells ?? redirect(pageOf(login));
    if (form.get("asked") !== asked.join("")) return cellsChanged();
    const answer = await factorOf({ loginId: login.loginId, cells: cellsTyped(form, asked) });
    if (answer.cells) return cellsChanged();
    await goOn("/personal-web/login/card");
    const t = await getT("customer");
    return { errors: { cells: t("factor.cellsRejected") } };
  });
}

/** 登録: serial, OTP and the two cells. */
export async function registerToken(state: FormState, form: FormData): Promise<FormState> {
  return answerForm(state, form, async () => {
    const login = await currentLogin("registration");
    const asked = login.registration?.cells ?? redirect(pageOf(login));
    if (form.get("asked") !== asked.join("")) return cellsChanged();
    const given = { serial: form.get("serial"), otp: form.get("otp"), cells: cellsTyped(form, asked) };
    const registering = register(await registrationContext(), { loginId: login.loginId, ...given });
    const answer = (await unlessOver(registering)) ?? overLogin("registration");
    if (answer.outcome === "locked") redirect("/personal-web/login/locked");
    if (answer.outcome === "accepted") {
      await keepReceipt(answer);
      await keepLogin(undefined);
      redirect("/personal-web/registration/result");
    }
    if (answer.cells) return cellsChanged();
    await goOn("/personal-web/registration/token");
    const t = await getT("customer");
    return { title: t("start.rejected"), text: t("start.rejectedText") };
  });
}

/** ログアウト. */
export async function logOut(): Promise<void> {
  await endLogin(await loginId());
  redirect("/personal-web/login?out=1");
}

/** Answers a factor. Leads away unless it was refused. */
async function factorOf(given: unknown) {
  const answer = (await unlessOver(checkFactor(await loginContext(), given))) ?? overLogin();
  if (answer.outcome === "accepted") redirect("/personal-web/home");
  if (answer.outcome === "locked") redirect("/personal-web/login/locked");
  return answer;
}

/**
 * After a refusal: the same page drawn anew, unless it was the last one allowed or came too late. The page would
 * lead away by itself, but without scripts as a second POST.
 */
async function goOn(path: "/personal-web/registration/token" | ReturnType<typeof pageOf>): Promise<void> {
  const login = await currentLogin();
  const next = login.registration && path === "/personal-web/registration/token" ? path : pageOf(login);
  if (next !== path) redirect(next);
  refresh();
}

async function passwordRejected(): Promise<Refusal> {
  const t = await getT("customer");
  return { title: t("login.rejected"), text: t("login.rejectedText") };
}

/** The page showed cells no longer asked: nothing was judged, and nothing counted. */
async function cellsChanged(): Promise<Refusal> {
  refresh();
  const t = await getT("customer");
  return { title: t("factor.cellsChanged"), text: t("factor.cellsChangedText") };
}

function passwordTyped(form: FormData) {
  return { contractorId: form.get("contractorId"), password: form.get("password") };
}

/** What was typed, under the names of the cells that the server asks for. */
function cellsTyped(form: FormData, [first, second]: CellNames) {
  return { [first]: form.get("cell1"), [second]: form.get("cell2") };
}
