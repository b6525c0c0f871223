import { get } from "node:http";
import { median, type Result } from "#bench/results.ts";

const looks = 5;
/** What a page may send as script, compressed, in kB; and how long the server may take over a list, in ms. */
const scriptTarget = 130;
const listTarget = 250;

/** `pattern`: its address as the house has it, `[id]` and all; `cookie`: of somebody for whom it opens. */
export type Page = { pattern: string; path: string; cookie: Record<string, string> };

/** How long the server takes over a page, in ms, and the page; undefined where it leads elsewhere. */
export async function timePage(url: string, name: string, { pattern, path, cookie }: Page) {
  const { text, status } = await look(url, path, cookie);
  if (status !== 200) return undefined;
  const times: number[] = [];
  for (let nth = 0; nth < looks; nth++) {
    const began = performance.now();
    await look(url, path, cookie);
    times.push(performance.now() - began);
  }
  const target = pattern.includes("[") ? null : listTarget;
  const result: Result = { name: `${name}, server, ms`, value: median(times), target, better: "lower" };
  return { text, result };
}

/** What a page sends as script, compressed, in kB. */
export async function weighScript(url: string, name: string, text: string): Promise<Result> {
  const sources = (found: RegExp) => [...text.matchAll(found)].map(([, src]) => String(src));
  // A browser of today leaves out the script for old ones.
  const old = new Set(sources(/<script[^>]* src="([^"]+)"[^>]*nomodule/gi));
  let bytes = 0;
  for (const src of new Set(sources(/<script[^>]* src="([^"]+)"/g))) {
    if (!old.has(src)) bytes += await bytesOf(url, src);
  }
  return { name: `${name}, script, kB`, value: bytes / 1000, target: scriptTarget, better: "lower" };
}

const known = new Map<string, number>();

/** A script's bytes over the wire; many pages have the same. */
async function bytesOf(url: string, src: string): Promise<number> {
  const bytes = known.get(src) ?? (await look(url, src, { "accept-encoding": "br, gzip" })).bytes;
  known.set(src, bytes);
  return bytes;
}

/** The worst of the pages in one of the two. */
export function worst(what: string, results: readonly Result[], unit: "kB" | "ms"): Result {
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
