import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writePrivateFile } from "#db/embedded/record.ts";
import {
  childEnvironment,
  provideSettings,
  readPlaces,
  readSealKeys,
  readSettings,
  type SealKey,
} from "#env.ts";

/**
 * Completes the settings of this process, and checks them all before anything heavy. With the embedded database
 * the secrets are made at the first start and kept in DATA_DIR, as the audit's anchors are; with DATABASE_URL the
 * secrets must be given.
 */
export function completeSettings(): void {
  const { DATABASE_URL, DATA_DIR, PUBLIC_URL } = readPlaces();
  if (!DATABASE_URL) {
    const { SEAL_KEYS, ...secrets } = ownSecrets(DATA_DIR);
    provideSettings({ AUDIT_ANCHORS: join(DATA_DIR, "audit-anchors.log") });
    provideSettings({ ...secrets, ...(childEnvironment().SEAL_KEYS_FILE ? {} : { SEAL_KEYS }) });
  }
  const settings = readSettings({
    ...childEnvironment(),
    DATABASE_URL: DATABASE_URL ?? "postgres://127.0.0.1/not-started-yet",
  });
  provideSettings({
    NEXTAUTH_URL: PUBLIC_URL,
    NEXTAUTH_SECRET: settings.AUTH_SECRET,
    NEXT_TELEMETRY_DISABLED: "1",
  });
}

/** The seal keys that a desk here works with, newest first; none where none are given nor made. */
export function sealKeysHere(): readonly SealKey[] {
  const { DATABASE_URL, DATA_DIR } = readPlaces();
  const given = readSealKeys();
  const own = DATABASE_URL || given.length > 0 ? undefined : readOwnSecrets(DATA_DIR);
  return own ? readSealKeys(own) : given;
}

type Secrets = { AUTH_SECRET: string; SEAL_KEYS: string; NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: string };

const fileOf = (dataDir: string) => join(dataDir, "secrets.json");

function readOwnSecrets(dataDir: string): Secrets | undefined {
  const file = fileOf(dataDir);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

function ownSecrets(dataDir: string): Secrets {
  const known = readOwnSecrets(dataDir);
  if (known) return known;
  const secrets = {
    AUTH_SECRET: randomBytes(32).toString("hex"),
    SEAL_KEYS: `1:${randomBytes(32).toString("hex")}`,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
  };
  mkdirSync(dataDir, { recursive: true });
  writePrivateFile(fileOf(dataDir), JSON.stringify(secrets, undefined, 2));
  return secrets;
}
