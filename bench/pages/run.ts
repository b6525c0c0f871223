import { type Need, pages } from "#app/authority.ts";
import type { Bench } from "#bench/desk.ts";
import type { Result } from "#bench/results.ts";
import { fill } from "#tests/browser/built.ts";
import type { Asker } from "#tests/browser/sessions.ts";
import { opens } from "#tests/support/authority-page.ts";
import startForBrowsers from "#tests/support/global-desk.ts";
import { timePage, weighScript, worst } from "./measure.ts";

/** What each page of the console sends as script, compressed, and how long the server takes over it, on the demo. */
export async function run(_: Bench): Promise<Result[]> {
  const end = await startForBrowsers();
  const url = process.env.DESK_URL ?? "";
  try {
    // Both ask the database of the desk just started.
    const [{ sql }, { askers }] = await Promise.all([
      import("#tests/browser/database.ts"),
      import("#tests/browser/sessions.ts"),
    ]);
    const people = await askers();
    const results: Result[] = [];
    for (const [pattern, need] of Object.entries<Need>(pages)) {
      const asker = whoOpens(people, need);
      if (!asker) continue;
      const page = { pattern, path: await fill(sql, pattern), cookie: asker.cookie };
      const timed = await timePage(url, pattern, page);
      if (timed) results.push(await weighScript(url, pattern, timed.text), timed.result);
    }
    return [worst("largest page", results, "kB"), worst("slowest page", results, "ms"), ...results];
  } finally {
    await end();
  }
}

function whoOpens(people: readonly Asker[], need: Need): Asker | undefined {
  if (need === "public" || need === "under-way") return undefined;
  return people.find(({ who }) => who !== "nobody" && opens(need, who));
}
