import "server-only";
import { html } from "hono/html";
import { z } from "zod";
import { authOptions, callNextAuth, forget, keepCookies } from "#app/_lib/auth.ts";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { discoveryUrl } from "#app/_lib/oidc-provider.ts";
import { forSignIn, requestContext } from "#app/_lib/request.ts";
import { Failure } from "#core/errors.ts";
import { logWarning } from "#core/log.ts";
import { checkSingleSignOn } from "#core/staff/single-sign-on.ts";
import { env } from "#env.ts";

/** Why nobody came of it; the sign-in page has words for each. */
export const singleSignOnProblems = ["refused", "otp", "failed", "away"] as const;
export type SingleSignOnProblem = (typeof singleSignOnProblems)[number];

/** How it ended: signed in, our own OTP still to be asked, or a problem. */
export type SingleSignOnEnd = "full" | "password" | SingleSignOnProblem;

/** Begins a sign-in at the provider: gives its URL, or undefined where the provider does not answer. */
export async function startSingleSignOn(): Promise<string | undefined> {
  const options = authOptions();
  const csrf = await keepCookies(await callNextAuth(options, ["csrf"]));
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, json: "true" });
  const answer = await keepCookies(await callNextAuth(options, ["signin", "oidc"], { body }));
  const { url } = (await answer.json()) as { url: string };
  return new URL(url).searchParams.has("state") ? url : undefined;
}

/** Ends it with what the provider sent the browser back with. What was kept for it in cookies counts once. */
export async function finishSingleSignOn(query: string): Promise<SingleSignOnEnd> {
  const { secondFactors = [] } = env().singleSignOn ?? {};
  let end: SingleSignOnEnd = "failed";
  const options = authOptions({
    async enter(claims) {
      const { sessionId, stage } = await checkSingleSignOn(
        forSignIn(await requestContext()),
        claims,
        secondFactors,
      );
      end = stage;
      return sessionId;
    },
    onFailure(failure) {
      logWarning("single sign-on", failure);
      if (!(failure instanceof Failure)) return;
      if (failure.about === "singleSignOn") end = "refused";
      else if (failure.about === "singleSignOnOtp") end = "otp";
    },
  });
  await keepCookies(await callNextAuth(options, ["callback", "oidc"], { query }));
  await forget("state", "nonce", "pkceCodeVerifier");
  return end;
}

const discovered = z.object({ issuer: z.string(), end_session_endpoint: z.url().optional() });

/** Where the provider ends its own session (OpenID Connect RP-Initiated Logout), if it offers that and answers. */
export async function providerSignOutUrl(): Promise<string | undefined> {
  const { singleSignOn, PUBLIC_URL } = env();
  if (!singleSignOn) return undefined;
  try {
    const answer = await fetch(discoveryUrl(singleSignOn.issuer), { signal: AbortSignal.timeout(3_500) });
    const { issuer, end_session_endpoint: end } = discovered.parse(await answer.json());
    if (!end || issuer !== singleSignOn.issuer) return undefined;
    const url = new URL(end);
    url.searchParams.set("client_id", singleSignOn.clientId);
    url.searchParams.set("post_logout_redirect_uri", `${PUBLIC_URL}/sign-in?signed-out=1`);
    return url.href;
  } catch (error) {
    logWarning("single sign-on: sign-out", error);
    return undefined;
  }
}

/**
 * A page that leads to the provider. Not a redirect: the policy lets forms lead to this desk only, and a browser
 * holds every redirect that follows a form to it, the provider's own among them.
 */
export async function leadAway(url: string): Promise<Response> {
  const t = await getT("signIn");
  const page = html`<!doctype html>
<html lang="${await getLanguage()}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${t("leaving")}</title>
<h1>${t("leaving")}</h1>
<p><a href="${url}">${t("leavingLink")}</a></p>
</html>`;
  const headers = { "Content-Type": "text/html; charset=utf-8", Refresh: `0; url=${new URL(url).href}` };
  return new Response(String(await page), { headers });
}

/** Back to a page of ours, after a form too. */
export function leadTo(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path } });
}
