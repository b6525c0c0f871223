import "server-only";
import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import NextAuth, { type NextAuthOptions } from "next-auth";
import { decode, encode } from "next-auth/jwt";
import Credentials from "next-auth/providers/credentials";
import { type Claims, oidcProvider } from "#app/_lib/oidc-provider.ts";
import { forSignIn, requestContext } from "#app/_lib/request.ts";
import { fail } from "#core/errors.ts";
import { logWarning } from "#core/log.ts";
import { confirmStaff } from "#core/staff/confirm.ts";
import { checkStaffOtp, checkStaffPassword } from "#core/staff/sign-in.ts";
import { env } from "#env.ts";

/** The longest a cookie lives; the session row behind it ends sooner (settings: idle time, absolute limit). */
const cookieSeconds = 24 * 60 * 60;

/** With TLS the cookie is bound to this very host and sent over TLS only. */
function cookieNames() {
  const secure = env().PUBLIC_URL.startsWith("https:");
  const name = (plain: string) => `${secure ? "__Host-" : ""}token-desk.${plain}`;
  const options = { httpOnly: true, sameSite: "lax" as const, path: "/", secure };
  return {
    sessionToken: { name: name("session"), options },
    csrfToken: { name: name("csrf"), options },
    callbackUrl: { name: name("callback"), options },
    // While a person is away at the provider of single sign-on.
    state: { name: name("state"), options },
    nonce: { name: name("nonce"), options },
    pkceCodeVerifier: { name: name("pkce"), options },
    // While a person enrols by a link, and while recovery codes, a new key or a link for another are shown.
    invitation: { name: name("invitation"), options },
    recoveryCodes: { name: name("recovery-codes"), options },
    newKey: { name: name("new-key"), options },
    newLink: { name: name("new-link"), options },
  };
}

/** The cookies that hold something sealed, for our own pages alone. */
type Sealed = "sessionToken" | "invitation" | "recoveryCodes" | "newKey" | "newLink";

/** Keeps something in a cookie, sealed, that only our own pages read. */
export async function keepSealed(
  which: Sealed,
  claims: Readonly<Record<string, unknown>>,
  seconds = cookieSeconds,
): Promise<void> {
  const { name, options } = cookieNames()[which];
  const token = await encode({ token: claims, secret: env().AUTH_SECRET, maxAge: seconds });
  (await cookies()).set(name, token, { ...options, maxAge: seconds });
}

/** What such a cookie holds; undefined where there is none, or it is over. */
export async function readSealed(which: Sealed) {
  const token = (await cookies()).get(cookieNames()[which].name)?.value;
  return token ? await decode({ token, secret: env().AUTH_SECRET }).catch(() => null) : null;
}

/** The session row that the request's cookie points to, whatever the row says. */
export async function readSessionId(): Promise<string | undefined> {
  return (await readSealed("sessionToken"))?.sub;
}

/** Puts a session that one of our own steps has begun behind the cookie. */
export function keepSession(sessionId: string): Promise<void> {
  return keepSealed("sessionToken", { sub: sessionId });
}

type Steps = {
  /** Hears why a step was refused, in our own words. */
  readonly onFailure?: (failure: unknown) => void;
  /** Who comes from the provider: gives the session's id. */
  readonly enter?: (claims: Claims) => Promise<string>;
};

/**
 * next-auth with two steps: `password`, or the provider's word in its place, then `otp`. Its cookie holds nothing but
 * the id of a session row, so that ending the row ends the session.
 */
export function authOptions({ onFailure = () => {}, enter = refuse }: Steps = {}): NextAuthOptions {
  const { singleSignOn, AUTH_SECRET } = env();
  const step = async (work: () => Promise<string>) => {
    try {
      return { id: await work() };
    } catch (failure) {
      onFailure(failure);
      return null;
    }
  };
  return {
    secret: AUTH_SECRET,
    session: { strategy: "jwt", maxAge: cookieSeconds },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    cookies: cookieNames(),
    providers: [
      Credentials({
        id: "password",
        credentials: { username: {}, password: {} },
        authorize: (given) =>
          step(async () => checkStaffPassword(forSignIn(await requestContext()), { ...given })),
      }),
      Credentials({
        id: "otp",
        credentials: { otp: {} },
        authorize: (given) =>
          step(async () => {
            const sessionId = (await readSessionId()) ?? "";
            return checkStaffOtp(forSignIn(await requestContext()), { sessionId, otp: given?.otp });
          }),
      }),
      Credentials({
        id: "confirm",
        credentials: { otp: {} },
        authorize: (given) =>
          step(async () => {
            const sessionId = (await readSessionId()) ?? "";
            return confirmStaff(forSignIn(await requestContext()), { sessionId, otp: given?.otp });
          }),
      }),
      ...(singleSignOn
        ? [oidcProvider(singleSignOn, async (claims) => (await step(() => enter(claims))) ?? { id: "" })]
        : []),
    ],
    logger: {
      // Who is refused at the provider's word is told to `onFailure`; next-auth sees a profile without an id.
      error: (code, told) =>
        code !== "OAUTH_PARSE_PROFILE_ERROR" && logWarning(code, "error" in told ? told.error : told),
      warn: (code) => logWarning(code),
      debug: () => {},
    },
    callbacks: {
      jwt: ({ token, user }) => ({ sub: user?.id ?? token.sub }),
      session: ({ session }) => ({ expires: session.expires }),
    },
  };
}

/** Takes one step of the sign-in, or confirms its session by a fresh OTP, and sets the cookie. Fails as the step does. */
export async function signInStep(
  provider: "password" | "otp" | "confirm",
  given: Record<string, string>,
): Promise<void> {
  let failure: unknown;
  const options = authOptions({
    onFailure(reason) {
      failure = reason;
    },
  });
  const csrf = await keepCookies(await callNextAuth(options, ["csrf"]));
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const body = new URLSearchParams({ ...given, csrfToken, json: "true" });
  const answer = await callNextAuth(options, ["callback", provider], { body });
  if (failure) throw failure;
  await keepCookies(answer);
}

function refuse(): never {
  return fail("forbidden", "singleSignOn");
}

/** Takes the cookie away; ending its session row is the caller's. */
export function forgetSession(): Promise<void> {
  return forget("sessionToken");
}

/** Takes cookies away. With all that they were set with: a browser keeps a `__Host-` cookie else. */
export async function forget(...which: (keyof ReturnType<typeof cookieNames>)[]): Promise<void> {
  const jar = await cookies();
  for (const { name, options } of which.map((one) => cookieNames()[one])) jar.delete({ name, ...options });
}

/** Calls next-auth's own handler, as its route would. */
export function callNextAuth(
  options: NextAuthOptions,
  path: string[],
  { body, query = "" }: { body?: URLSearchParams; query?: string } = {},
): Promise<Response> {
  const url = new URL(`/api/auth/${path.join("/")}${query}`, env().PUBLIC_URL);
  const request = new NextRequest(url, body ? { method: "POST", body } : {});
  return NextAuth(request, { params: Promise.resolve({ nextauth: path }) }, options);
}

/** Hands next-auth's cookies on to the browser, as its own route would. */
export async function keepCookies(answer: Response): Promise<Response> {
  const jar = await cookies();
  for (const line of answer.headers.getSetCookie()) {
    const [pair = "", ...attributes] = line.split("; ");
    const [name = "", value = ""] = splitOnce(pair);
    const expires = attributes.map(splitOnce).find(([key]) => key.toLowerCase() === "expires")?.[1];
    const known = Object.values(cookieNames()).find((cookie) => cookie.name === name);
    if (!known) continue;
    jar.set(name, decodeURIComponent(value), {
      ...known.options,
      ...(expires && { expires: new Date(expires) }),
    });
  }
  return answer;
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf("=");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
