import { setTimeout as sleep } from "node:timers/promises";
import { and, asc, getTableColumns, isNull, lt, max } from "drizzle-orm";
import { otpAt, stepAt } from "#core/logins/otp.ts";
import { type SealKeys, sealKeysOf, unseal } from "#core/seal.ts";
import type { Role } from "#core/staff/rules.ts";
import { connect, type Database } from "#db/client.ts";
import { settings } from "#db/schema/settings.ts";
import { staff } from "#db/schema/staff.ts";
import { readSettings } from "#db/settings.ts";
import { env } from "#env.ts";
import { ScriptFailure } from "#scripts/failure.ts";
import { demoApiKey, staffPassword } from "./secrets.ts";
import { listWalkContracts, type WalkContract, type WalkState } from "./walk-contracts.ts";
import { listStock, type WalkToken } from "./walk-stock.ts";

type WalkStaff = {
  username: string;
  role: Role;
  branchCode: string | null;
  password: string;
  otp: string;
  /** Of the authenticator, in hex. */
  seed: string;
};
export type Walk = {
  url: string;
  apiKey: string;
  databaseUrl: string;
  staff: WalkStaff[];
  contracts: WalkContract[];
  /** Tokens that may be allocated. */
  stock: WalkToken[];
};

/** Prints what somebody needs who walks through the demo, as text or as one JSON document. Fails on any other database. */
export async function printWalk({ json }: { json: boolean }): Promise<void> {
  const { DATABASE_URL, PUBLIC_URL, SEAL_KEYS } = env();
  const { db, close } = connect(DATABASE_URL, { max: 1 });
  try {
    await awaitCodes(db);
    const walk = await readWalk(db, {
      keys: sealKeysOf(SEAL_KEYS),
      url: PUBLIC_URL,
      databaseUrl: DATABASE_URL,
    });
    console.log(json ? JSON.stringify(walk, null, 2) : asText(walk));
  } finally {
    await close();
  }
}

export async function readWalk(
  db: Database,
  { keys, url, databaseUrl }: { keys: SealKeys; url: string; databaseUrl: string },
): Promise<Walk> {
  if ((await readSettings(db)).demoSince === null) {
    throw new ScriptFailure("This database holds no demo data, so there are no passwords to tell");
  }
  const people = await listStaff(db, keys);
  const now = new Date();
  const contracts = await listWalkContracts(db, { keys, now });
  return {
    url,
    apiKey: demoApiKey,
    databaseUrl,
    staff: people,
    contracts,
    stock: await listStock(db, { keys, now }),
  };
}

const stepSeconds = 30;

/** Waits for a step where nobody has used both its code and the next one's. */
async function awaitCodes(db: Database): Promise<void> {
  const [newest] = await db.select({ step: max(staff.otpLastStep) }).from(staff);
  const ready = Number(newest?.step ?? 0) * stepSeconds * 1000;
  if (ready > Date.now()) await sleep(ready - Date.now());
}

/** Everybody who can sign in, with a code that is good now unless they have used up those of this step and the next. */
async function listStaff(db: Database, keys: SealKeys): Promise<WalkStaff[]> {
  const people = await db
    .select(getTableColumns(staff))
    .from(staff)
    .innerJoin(settings, lt(staff.passwordFails, settings.staffPasswordLimit))
    .where(and(isNull(staff.disabledAt), lt(staff.otpFails, settings.staffOtpLimit)))
    .orderBy(asc(staff.id));
  const present = stepAt(new Date(), stepSeconds);
  return people.flatMap((person) => {
    const { otpSecretSealed: sealed, otpKeyVersion: keyVersion } = person;
    if (!sealed || keyVersion === null) return [];
    const step = Math.max(present, person.otpLastStep + 1);
    const seed = unseal(keys, person.username, { sealed, keyVersion });
    return {
      username: person.username,
      role: person.role,
      branchCode: person.branchCode,
      password: staffPassword(person.username),
      otp: otpAt({ algorithm: "sha1", digits: 6 }, seed, step),
      seed: seed.toString("hex"),
    };
  });
}

const meanings: Record<WalkState, string> = {
  registered: "a token is registered: login asks for its OTP",
  delivered: "the new token has arrived and waits to be registered; until then login asks for the card",
  gap: "the reissue is approved, nothing is posted yet: login asks for the card",
  locked: "five wrong OTPs: only an unlock form helps",
  new: "never had a token: the password is enough",
};

/** Lines of text show so many of each; the JSON has them all. */
const shown = 8;

function asText({ url, apiKey, databaseUrl, staff: people, contracts, stock }: Walk): string {
  const lines = [
    `Console         ${url}/`,
    `Customer pages  ${url}/personal-web`,
    `API             ${url}/api/v1   Authorization: Bearer ${apiKey}`,
    `Database        ${databaseUrl}`,
    "",
    "Staff (the OTP is good for this half minute or the next: ask again for a new one)",
    ...table(
      ["username", "role", "branch", "password", "OTP"],
      people.map(({ username, role, branchCode, password, otp }) => [
        username,
        role,
        branchCode ?? "",
        password,
        otp,
      ]),
    ),
  ];
  for (const [state, meaning] of Object.entries(meanings)) {
    const of = contracts.filter((contract) => contract.state === state).slice(0, shown);
    lines.push(
      "",
      `${state}: ${meaning}`,
      ...table(
        ["contractor ID", "password", "serial", "OTP", "card ア…ク"],
        of.map(({ contractorId, password, serial, otp, cells }) => [
          contractorId,
          password,
          serial ?? "",
          otp ?? "",
          Object.values(cells).join(" "),
        ]),
      ),
    );
  }
  lines.push(
    "",
    "in stock: to be allocated to an order",
    ...table(
      ["serial", "OTP"],
      stock.slice(0, shown).map(({ serial, otp }) => [serial, otp]),
    ),
  );
  return lines.join("\n");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd();
  return [line(head), ...rows.map(line)];
}
