import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writePrivateFile } from "#db/embedded/record.ts";
import { childEnvironment, provideSettings, readPlaces, readSettings } from "#env.ts";

/**
 * Completes the settings of this process, and checks them all before anything heavy. With the embedded database
 * the secrets are made at the first start and kept in DATA_DIR; with DATABASE_URL they must be given.
 */
export function completeSettings(): void {
  const { DATABASE_URL, DATA_DIR, PUBLIC_URL } = readPlaces();
  if (!DATABASE_URL) {
    const { SEAL_KEYS, ...secrets } = ownSecrets(DATA_DIR);
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

type Secrets = { AUTH_SECRET: string; SEAL_KEYS: string; NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: string };

function ownSecrets(dataDir: string): Secrets {
  const file = join(dataDir, "secrets.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const secrets = {
    AUTH_SECRET: randomBytes(32).toString("hex"),
    SEAL_KEYS: `1:${randomBytes(32).toString("hex")}`,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
  };
  mkdirSync(dataDir, { recursive: true });
  writePrivateFile(file, JSON.stringify(secrets, undefined, 2));
  return secrets;
}
