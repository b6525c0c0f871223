import { z } from "zod";

/** One OpenID Connect provider, by whose sign-in staff may come. */
export type SingleSignOn = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says; our own words where it is not set. */
  readonly label: string | undefined;
  /** The claim in which the provider tells our user name. */
  readonly usernameClaim: string;
  /** Values of `amr` or `acr` that stand for a second factor; none: our own OTP is always asked. */
  readonly secondFactors: readonly string[];
  /** Nobody signs in with a password of ours. */
  readonly only: boolean;
};

const loopback = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/;

/** The settings as they come; without OIDC_ISSUER there is no single sign-on. */
export const singleSignOnSettings = {
  OIDC_ISSUER: z
    .string()
    .refine((text) => URL.canParse(text) && (text.startsWith("https://") || loopback.test(text)), {
      error: "must be the provider's issuer, as https://login.example.jp",
    })
    .refine((text) => !/[?#]/.test(text), { error: "has no ? and no #" })
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_LABEL: z.string().max(40, { error: "is longer than 40 characters" }).optional(),
  OIDC_USERNAME_CLAIM: z.string().default("preferred_username"),
  OIDC_MFA: z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((value) => value.trim() || [])),
  OIDC_ONLY: z
    .enum(["0", "1"], { error: "must be 0 or 1" })
    .default("0")
    .transform((text) => text === "1"),
};

const given = z.object(singleSignOnSettings);

/** The provider that is set, or undefined. `missing` is told what is set by half. */
export function readSingleSignOn(
  settings: z.output<typeof given>,
  missing: (name: string, what: string) => never,
): SingleSignOn | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = settings;
  if (!issuer) {
    if (clientId || clientSecret || settings.OIDC_ONLY) missing("OIDC_ISSUER", "the other settings OIDC_…");
    return undefined;
  }
  return {
    issuer,
    clientId: clientId ?? missing("OIDC_CLIENT_ID", "OIDC_ISSUER"),
    clientSecret: clientSecret ?? missing("OIDC_CLIENT_SECRET", "OIDC_ISSUER"),
    label: settings.OIDC_LABEL,
    usernameClaim: settings.OIDC_USERNAME_CLAIM,
    secondFactors: settings.OIDC_MFA,
    only: settings.OIDC_ONLY,
  };
}
