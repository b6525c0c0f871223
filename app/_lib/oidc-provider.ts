import "server-only";
import type { OAuthConfig } from "next-auth/providers/oauth";
import type { SingleSignOn } from "#env/single-sign-on.ts";

/** What an ID token says, and under `username` whom it names. */
export type Claims = Readonly<Record<string, unknown>>;

/** Where the provider tells of itself (OpenID Connect Discovery 4). */
export function discoveryUrl(issuer: string): string {
  return `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
}

/**
 * The bank's OpenID Connect provider for next-auth: authorization code with PKCE, state and nonce. next-auth checks
 * the ID token's signature, audience, times and nonce; `enter` gives the id that the cookie is to hold.
 */
export function oidcProvider(
  { issuer, clientId, clientSecret, usernameClaim }: SingleSignOn,
  enter: (claims: Claims) => Promise<{ id: string }>,
): OAuthConfig<Claims> {
  return {
    id: "oidc",
    name: "oidc",
    type: "oauth",
    wellKnown: discoveryUrl(issuer),
    clientId,
    clientSecret,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid profile" } },
    userinfo: {
      async request({ tokens, client }) {
        const claims = (tokens as typeof tokens & { claims(): Claims }).claims();
        if (claims.iss !== issuer) throw new Error("the ID token is of another issuer than OIDC_ISSUER");
        const named = claims[usernameClaim] ? claims : await userInfo(client, tokens.access_token, claims);
        return { ...claims, sub: String(claims.sub), username: named[usernameClaim] };
      },
    },
    profile: enter,
  };
}

/** Many providers tell names at their user info only; it counts for the person of the ID token alone. */
async function userInfo(client: UserInfoClient, token: string | undefined, claims: Claims): Promise<Claims> {
  const told: Claims = token ? await client.userinfo(token) : {};
  return told.sub === claims.sub ? told : {};
}

type UserInfoClient = { userinfo(accessToken: string): Promise<Claims> };
