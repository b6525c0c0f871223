import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { requestContext } from "#app/_lib/request.ts";
import { Failure } from "#core/errors.ts";
import { type LoginContext, systemRandom } from "#core/logins/context.ts";
import { closeLogin, type LoginView, readLogin } from "#core/logins/read-login.ts";
import type { RegistrationContext } from "#core/logins/register.ts";
import { database } from "#db/client.ts";
import { env } from "#env.ts";

/** Under this key a login begun here goes on here alone, and one of an API client never does. */
const clientKey = "personal-web";

/** With TLS sent over TLS only; to these pages only, and never from another site's link or form. */
export function customerCookie(plain: string) {
  const secure = env().PUBLIC_URL.startsWith("https:");
  const name = `${secure ? "__Secure-" : ""}personal-web.${plain}`;
  return { name, httpOnly: true, sameSite: "strict", path: "/personal-web", secure } as const;
}

export async function loginContext(): Promise<LoginContext> {
  const { now, keys, request } = await requestContext();
  return { db: database("login"), now, keys, random: systemRandom, clientKey, address: request.address };
}

export async function registrationContext(): Promise<RegistrationContext> {
  return { ...(await loginContext()), desk: database("console") };
}

/** The id of the login that the browser keeps, whatever has become of it. */
export async function loginId(): Promise<string | undefined> {
  return (await cookies()).get(customerCookie("login").name)?.value;
}

/** Begins anew with a login, or with none. The cookie holds its id alone: all else is in its row. */
export async function keepLogin(id: string | undefined): Promise<void> {
  const jar = await cookies();
  const cookie = customerCookie("login");
  if (id) jar.set({ ...cookie, value: id });
  else jar.delete(cookie);
}

/** Ends a login, in its row first: a copy of the cookie is worth nothing from then on. */
export async function endLogin(id: string | undefined): Promise<void> {
  if (id) await unlessOver(closeLogin(await loginContext(), id));
  await keepLogin(undefined);
}

/** The login under way, or undefined if there is none, or none any more. */
export async function findLogin(): Promise<LoginView | undefined> {
  const id = await loginId();
  return id === undefined ? undefined : unlessOver(readLogin(await loginContext(), id));
}

/** The login under way. Leads back to where it begins if there is none, or none any more. */
export async function currentLogin(start: "login" | "registration" = "login"): Promise<LoginView> {
  return (await findLogin()) ?? overLogin(start);
}

/** Where a login begins, with a word that the one before is over. */
export function overLogin(start: "login" | "registration" = "login"): never {
  redirect(`/personal-web/${start}?ended=1`);
}

/** What a login is about, or undefined where it is over or never was. */
export async function unlessOver<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Failure && error.code === "not_found" && error.about === "login") return undefined;
    throw error;
  }
}

/** The page on which a login goes on. */
export function pageOf(login: LoginView) {
  if (login.locked) return "/personal-web/login/locked";
  if (login.state === "accepted") return "/personal-web/home";
  return login.factor === "otp" ? "/personal-web/login/otp" : "/personal-web/login/card";
}
