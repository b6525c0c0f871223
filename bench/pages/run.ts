import { get } from "node:http";
import { type Need, pages } from "#app/authority.ts";
import type { Bench } from "#bench/desk.ts";
import { median, type Result } from "#bench/results.ts";
import { fill } from "#tests/browser/built.ts";
import type { Asker } from "#tests/browser/sessions.ts";
import { opens } from "#tests/support/authority-page.ts";
import startForBrowsers from "#tests/support/global-desk.ts";

const looks = 5;
const scriptTarget = 130;
const listTarget = 250;

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
      if (asker) results.push(...(await measure(url, { pattern, path: await fill(sql, pattern), asker })));
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

type Page = { pattern: string; path: string; asker: Asker };

async function measure(url: string, { pattern, path, asker }: Page): Promise<Result[]> {
  const { text, status } = await look(url, path, asker.cookie);
  if (status !== 200) return [];
  const scripts = [
    ...new Set([...text.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, src]) => String(src))),
  ];
  let bytes = 0;
  // A browser of today leaves out the script for old ones.
  const old = new Set([...text.matchAll(/<script[^>]* src="([^"]+)"[^>]*nomodule/gi)].map(([, src]) => src));
  for (const src of scripts.filter((one) => !old.has(one))) bytes += await bytesOf(url, src);
  const times: number[] = [];
  for (let nth = 0; nth < looks; nth++) {
    const began = performance.now();
    await look(url, path, asker.cookie);
    times.push(performance.now() - began);
  }
  const isList = !pattern.includes("[");
  return [
    { name: `${pattern}, script, kB`, value: bytes / 1000, target: scriptTarget, better: "lower" },
    {
      name: `${pattern}, server, ms`,
      value: median(times),
      target: isList ? listTarget : null,
      better: "lower",
    },
  ];
}

const known = new Map<string, number>();

/** A script's bytes over the wire; many pages have the same. */
async function bytesOf(url: string, src: string): Promise<number> {
  const bytes = known.get(src) ?? (await look(url, src, { "accept-encoding": "br, gzip" })).bytes;
  known.set(src, bytes);
  return bytes;
}

/** The worst of the pages in one of the two. */
function worst(what: string, results: readonly Result[], unit: "kB" | "ms"): Result {
  const some = results.filter(({ name }) => name.endsWith(unit));
  const value = Math.max(...some.map((result) => result.value));
  const target = unit === "kB" ? scriptTarget : listTarget;
  return { name: `${what}, ${unit}`, value, target, better: "lower" };
}

/** One answer as it comes over the wire, its bytes counted before they are decoded. */
function look(url: string, path: string, headers: Record<string, string>) {
  return new Promise<{ status: number; bytes: number; text: string }>((resolve, reject) => {
    get(new URL(path, url), { headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        const body = Buffer.concat(chunks);
        resolve({ status: answer.statusCode ?? 0, bytes: body.length, text: body.toString() });
      });
    }).on("error", reject);
  });
}
