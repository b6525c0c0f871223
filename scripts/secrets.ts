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
  if (!DATABASE_URL) provideSettings(ownSecrets(DATA_DIR));
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

function ownSecrets(dataDir: string): Record<string, string> {
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
