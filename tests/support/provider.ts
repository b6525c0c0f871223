import { createSign, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import Provider, { type Configuration } from "oidc-provider";
import { freePort } from "#tests/support/desk.ts";

/** Who signs in at the provider next, and what it makes of that person's ID token before it hands it out. */
export type Sitting = {
  account: string;
  username: string;
  amr?: string[] | undefined;
  forge?: ((claims: Record<string, unknown>) => Record<string, unknown>) | undefined;
  /** Signs with a key that the provider does not publish. */
  foreignKey?: boolean | undefined;
};

export type TestProvider = {
  readonly issuer: string;
  readonly settings: Record<string, string>;
  sit(sitting: Sitting): void;
  /** Every session that was ended by the provider's own sign-out. */
  readonly signedOut: string[];
  stop(): Promise<void>;
};

const clientId = "token-desk";
const clientSecret = "a-secret-of-the-provider-for-the-desk";

/** A real OpenID Connect provider on loopback, at which whoever sits there is signed in without being asked. */
export async function startProvider(deskUrl: string): Promise<TestProvider> {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const own = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const signedOut: string[] = [];
  let sitting: Sitting = { account: "nobody", username: "nobody" };

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${deskUrl}/api/auth/callback/oidc`],
        post_logout_redirect_uris: [`${deskUrl}/sign-in?signed-out=1`],
      },
    ],
    jwks: { keys: [{ ...own.export({ format: "jwk" }), kid: "own", alg: "RS256", use: "sig" }] },
    cookies: { keys: ["only-for-tests"] },
    claims: { openid: ["sub", "amr"], profile: ["preferred_username"] },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        async logoutSource(ctx, form) {
          ctx.body = `<!doctype html>${form}<script>0</script>
            <button type="submit" form="op.logoutForm" value="yes" name="logout">Sign out</button>`;
        },
      },
    },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: async (_ctx, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, preferred_username: sitting.username }),
    }),
    // Staff are not asked whether their own bank may know them.
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId ?? "",
        accountId: ctx.oidc.session?.accountId ?? "",
      });
      grant.addOIDCScope("openid profile");
      await grant.save();
      return grant;
    },
  } satisfies Configuration);

  provider.on("end_session.success", (ctx) => void signedOut.push(ctx.oidc.session?.accountId ?? ""));
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.path !== "/token" || ctx.status !== 200) return;
    const body = ctx.body as { id_token: string };
    const claims = JSON.parse(Buffer.from(body.id_token.split(".")[1] ?? "", "base64url").toString());
    const { forge = (same) => same, foreignKey } = sitting;
    ctx.body = { ...body, id_token: signed(forge(claims), foreignKey ? foreign : own) };
  });

  const answer = provider.callback();
  const server = createServer(async (request, response) => {
    if (!request.url?.startsWith("/interaction/")) return answer(request, response);
    const { account, amr } = sitting;
    const login = { accountId: account, remember: true, ...(amr && { amr }) };
    await provider.interactionFinished(request, response, { login });
  });
  await new Promise<void>((resolve) => server.listen(port, "localhost", resolve));
  return {
    issuer,
    settings: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret },
    sit(next) {
      sitting = next;
    },
    signedOut,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function signed(claims: object, key: ReturnType<typeof generateKeyPairSync>["privateKey"]): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "RS256", typ: "JWT", kid: "own" })}.${part(claims)}`;
  return `${text}.${createSign("sha256").update(text).sign(key, "base64url")}`;
}
