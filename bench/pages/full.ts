import { randomBytes } from "node:crypto";
import { type Need, pages } from "#app/authority.ts";
import { type Bench, sealKeys } from "#bench/desk.ts";
import { fillBank } from "#bench/lists/fill.ts";
import { people } from "#bench/lists/ids.ts";
import type { Result } from "#bench/results.ts";
import { fill } from "#tests/browser/built.ts";
import { opens } from "#tests/support/authority-page.ts";
import { makeDataDir, removeDataDir, startDesk } from "#tests/support/desk.ts";
import { timePage, worst } from "./measure.ts";

const contracts = 1_000_000;

/** How long the server takes over each page of the console at full size: asked for by whoever sees most. */
export async function run(bench: Bench): Promise<Result[]> {
  const databaseUrl = await fillBank(bench, contracts);
  const dataDir = makeDataDir();
  const { url, end } = await startDesk({
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    SEAL_KEYS: sealKeys,
    AUTH_SECRET: randomBytes(32).toString("hex"),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
  });
  process.env.DESK_DATABASE_URL = databaseUrl;
  try {
    const [{ sql }, { sessionOf }] = await Promise.all([
      import("#tests/browser/database.ts"),
      import("#tests/browser/sign-in.ts"),
    ]);
    const results: Result[] = [];
    const cookies = new Map<Who, string>();
    for (const who of whoSeesMost) cookies.set(who, await sessionOf(people[who].username, url));
    const time = async (name: string, pattern: string, who: Who) => {
      const path = await fill(sql, pattern);
      const timed = await timePage(url, name, { pattern, path, cookie: { cookie: cookies.get(who) ?? "" } });
      if (timed) results.push(timed.result);
    };
    for (const who of whoSeesMost) await time(`/ of ${who}`, "/", who);
    for (const [pattern, need] of Object.entries<Need>(pages)) {
      const who = need !== "public" && need !== "under-way" && whoSeesMost.find((one) => opens(need, one));
      if (who && pattern !== "/") await time(pattern, pattern, who);
    }
    return [worst("slowest page", results, "ms"), ...results];
  } finally {
    await end();
    await removeDataDir(dataDir);
  }
}

type Who = keyof typeof people;
/** Those of all branches before those of one. */
const whoSeesMost = ["operations", "manager", "auditor", "administrator", "approver", "clerk"] as const;
