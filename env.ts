import { randomBytes } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { networks } from "#env/networks.ts";
import { readSingleSignOn, singleSignOnSettings } from "#env/single-sign-on.ts";

/**
 * A key that seals seeds and card cells: 32 bytes, and the version written beside what it sealed. One that is
 * `waiting` opens, and seals nothing until every process knows it.
 */
export type SealKey = { readonly version: number; readonly key: Buffer; readonly waiting: boolean };

/** Which parts of the product a process serves. */
export type Surface = (typeof surfaces)[number];
const surfaces = ["console", "customer", "api"] as const;

/** A setting is missing or bad; the message is one line that names it and says what to do. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

const wholeNumber = (fallback: number, { from, to }: { from: number; to: number }, what = "whole number") =>
  z
    .string()
    .default(String(fallback))
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= from && Number(text) <= to, {
      error: `must be a ${what} from ${from} to ${to}`,
    })
    .transform(Number);

const port = (fallback: number) => wholeNumber(fallback, { from: 1, to: 65_535 }, "port number");

const postgresUrl = z
  .string({ error: "is missing: give postgres://user:password@host:5432/database" })
  .regex(/^postgres(ql)?:\/\//, { error: "must look like postgres://user:password@host:5432/database" })
  .refine(URL.canParse, { error: "is not a URL: percent-encode what is special in the password" });

/** What the columns of versions can hold. */
const newestVersion = 32_767;

const sealKeys = z
  .string({ error: "is missing: give version:64 hex digits, for example 1:$(openssl rand -hex 32)" })
  .transform((text) => text.trim().split(/[\s,]+/))
  .refine((entries) => entries.every((entry) => /^[1-9]\d{0,4}:[0-9a-f]{64}(:waiting)?$/i.test(entry)), {
    error:
      "must be version:64 hex digits, several parted by commas; :waiting after one that seals nothing yet",
  })
  .transform((entries) => entries.map(readSealKey).sort((a, b) => b.version - a.version))
  .refine(([newest]) => newest !== undefined && newest.version <= newestVersion, {
    error: `has a version above ${newestVersion}`,
  })
  .refine((keys) => new Set(keys.map((key) => key.version)).size === keys.length, {
    error: "names the same version twice",
  })
  .refine((keys) => keys.some((key) => !key.waiting), {
    error: "has no key to seal with: take :waiting from one",
  });

function readSealKey(entry: string): SealKey {
  const [version, hex, waiting] = entry.split(":");
  return { version: Number(version), key: Buffer.from(hex ?? "", "hex"), waiting: waiting !== undefined };
}

const places = z.object({
  PORT: port(3000),
  HOST: z.string().default("127.0.0.1"),
  API_PORT: port(3001),
  /** Requests that one process works on at once; more are told to come again. */
  API_MAX_REQUESTS: wholeNumber(1_000, { from: 1, to: 1_000_000 }),
  /** How long it goes on answering once it is told to stop, for a load balancer to see. */
  API_DRAIN_SECONDS: wholeNumber(1, { from: 0, to: 300 }),
  DATA_DIR: z.string().default(".data"),
  /** The file to which the audit's anchors are added; absent: none are kept. */
  AUDIT_ANCHORS: z.string().optional(),
  PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\/[^/]+\/?$/, { error: "must look like https://desk.example.jp, with no path" })
    .refine(URL.canParse, { error: "is not a URL" })
    .optional(),
  /** The proxies that are believed about whom they call for, in this one header: see `clientAddress`. */
  TRUSTED_PROXIES: networks,
  PROXY_HEADER: z
    .enum(["x-forwarded-for", "forwarded"], { error: "must be x-forwarded-for or forwarded" })
    .default("x-forwarded-for"),
  SURFACES: z
    .string()
    .default(surfaces.join(","))
    .transform((text) => text.split(",").map((surface) => surface.trim()))
    .pipe(z.array(z.enum(surfaces, { error: `must list some of ${surfaces.join(", ")}` }))),
  /** Absent: the embedded PostgreSQL. */
  DATABASE_URL: postgresUrl.optional(),
});

const mailSettings = {
  /** The bank's mail server, with user and password where it asks for them; absent: no mail is sent. */
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/]+/, { error: "must look like smtps://user:password@mail.example.jp:465" })
    .refine(URL.canParse, { error: "is not a URL: percent-encode what is special in the password" })
    .optional(),
  /** Whom mail is from. */
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, { error: "must look like otp@bank.example.jp" })
    .optional(),
};

const everything = places.extend({
  DATABASE_URL: postgresUrl,
  /** A streaming replica for reports. */
  DATABASE_REPLICA_URL: postgresUrl.optional(),
  AUTH_SECRET: z
    .string({ error: "is missing: give at least 32 random characters, for example $(openssl rand -hex 32)" })
    .min(32, { error: "is too short: give at least 32 random characters" }),
  /** Newest first: the first that does not wait seals, all of them open. */
  SEAL_KEYS: sealKeys,
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: z
    .string({ error: "is missing: give 32 random bytes in base64, for example $(openssl rand -base64 32)" })
    .refine((text) => [16, 24, 32].includes(Buffer.from(text, "base64").length), {
      error: "must be 16, 24 or 32 random bytes in base64",
    }),
  ...singleSignOnSettings,
  ...mailSettings,
});

type Source = Readonly<Record<string, string | undefined>>;

/** Where to listen and keep data: what a start needs before it has a database or any secret. */
export function readPlaces(source: Source = process.env) {
  const settings = parse(places, source);
  const publicUrl = settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`;
  return { ...settings, PUBLIC_URL: publicUrl.replace(/\/$/, "") };
}

/** Which proxies are believed about whom they call for. */
export function readProxies() {
  const { TRUSTED_PROXIES: trusted, PROXY_HEADER: header } = readPlaces();
  return { trusted, header };
}

/** Every setting, checked, under its own name. Throws `SettingsError`. */
export function readSettings(source: Source = process.env) {
  const own = readPlaces(source);
  const rest = parse(everything, {
    ...secretsOf(source, own.SURFACES),
    SEAL_KEYS: secretText("SEAL_KEYS", source),
    OIDC_CLIENT_SECRET: secretText("OIDC_CLIENT_SECRET", source)?.trim(),
  });
  const singleSignOn = readSingleSignOn(rest, (name, beside) => {
    throw new SettingsError(`Setting ${name} is missing: ${beside} needs it`);
  });
  return { ...rest, PUBLIC_URL: own.PUBLIC_URL, singleSignOn, mailServer: mailServerOf(rest) };
}

function mailServerOf({
  SMTP_URL: url,
  MAIL_FROM: from,
}: {
  SMTP_URL?: string | undefined;
  MAIL_FROM?: string | undefined;
}) {
  if (url && from) return { url, from };
  const missing = url ? "MAIL_FROM" : from ? "SMTP_URL" : undefined;
  if (missing)
    throw new SettingsError(`Setting ${missing} is missing: mail needs both SMTP_URL and MAIL_FROM`);
  return undefined;
}

export type Settings = ReturnType<typeof readSettings>;

/** The seal keys by themselves, newest first; none where none are given. Throws `SettingsError` for bad ones. */
export function readSealKeys(source: Source = process.env): readonly SealKey[] {
  const given = { SEAL_KEYS: secretText("SEAL_KEYS", source) };
  return parse(z.object({ SEAL_KEYS: sealKeys.optional() }), given).SEAL_KEYS ?? [];
}

let known: Settings | undefined;

/** The settings of this process, read at the first call: a build imports this with none set. */
export function env(): Settings {
  known ??= readSettings();
  return known;
}

/** Adds settings that a start script found out (the embedded database, made secrets); what is set stays. */
export function provideSettings(values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) process.env[name] ||= value;
  known = undefined;
}

/** Holds this process to fewer surfaces than the settings say, such as the API alone. */
export function serveOnly(surface: Surface): void {
  process.env.SURFACES = surface;
  known = undefined;
}

/** The processes that started us through the bootstrap, nearest first. */
export function readLaunchers(): number[] {
  return (process.env.TOKEN_DESK_LAUNCHER ?? "").split(",").filter(Boolean).map(Number);
}

/** The environment for a program that we start: ours, and `extra` on top. */
export function childEnvironment(extra: Source = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...extra };
}

/** A process that serves no pages signs nothing: it needs no secret of theirs, and a random one is safe. */
function secretsOf(source: Source, served: readonly Surface[]): Source {
  if (served.some((surface) => surface !== "api")) return source;
  return {
    ...source,
    AUTH_SECRET: source.AUTH_SECRET || randomBytes(32).toString("hex"),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY:
      source.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY || randomBytes(32).toString("base64"),
  };
}

/** A secret as it is set, or what is in the file that the setting `…_FILE` names. */
function secretText(name: "SEAL_KEYS" | "OIDC_CLIENT_SECRET", source: Source): string | undefined {
  const file = source[`${name}_FILE`];
  if (!file) return source[name];
  if (source[name]) throw new SettingsError(`Settings ${name} and ${name}_FILE: both are set, keep one`);
  const text = readSecretFile(`${name}_FILE`, file);
  if (text !== undefined) return text;
  throw new SettingsError(`Setting ${name}_FILE: cannot read ${file}: check the path and who may read it`);
}

/** Refuses a file that everybody on the machine may read or change; undefined where it cannot be read. */
function readSecretFile(setting: string, file: string): string | undefined {
  try {
    if ((statSync(file).mode & 0o007) === 0) return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  throw new SettingsError(`Setting ${setting}: everybody may use ${file}: shut it by chmod o= ${file}`);
}

/** What is set to nothing counts as not set. */
function parse<Schema extends z.ZodType>(schema: Schema, source: Source): z.output<Schema> {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = new Map<string, string>();
  for (const { path, message } of parsed.error.issues) {
    const name = String(path[0]);
    if (!faults.has(name)) faults.set(name, `${name} ${message}`);
  }
  throw new SettingsError(`Settings: ${[...faults.values()].join("; ")}`);
}
