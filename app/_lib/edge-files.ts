import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";

const compress = promisify(brotliCompress);

/** The build's own scripts and styles: named by their content, so that what a name stands for never changes. */
const builtFile = /^\/_next\/static\/(?:[\w-]+\/)*[\w.~-]+\.(js|css)$/;
const mediaTypes = { js: "application/javascript; charset=UTF-8", css: "text/css; charset=UTF-8" };

/** Each file once compressed as well as can be, and kept: a build has some dozens. */
const kept = new Map<string, Promise<Buffer>>();

function compressed(root: string, path: string): Promise<Buffer> {
  const file = join(root, ".next", path.slice("/_next/".length));
  const known = kept.get(file);
  if (known) return known;
  const made = readFile(file).then((bytes) => compress(bytes));
  kept.set(file, made);
  // What is not there now may be another time.
  made.catch(() => kept.delete(file));
  return made;
}

/**
 * Answers with a script or style of the build in Brotli, a seventh smaller than the gzip that Next makes anew for each
 * caller. False where it is none, or the caller takes no Brotli: Next answers then.
 */
export async function serveBuiltFile(
  root: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const [path = ""] = (request.url ?? "").split("?");
  const [, kind] = builtFile.exec(path) ?? [];
  const takes = /(^|[\s,])br([\s,;]|$)/.test(String(request.headers["accept-encoding"] ?? ""));
  if ((kind !== "js" && kind !== "css") || request.method !== "GET" || !takes) return false;
  const body = await compressed(root, path).catch(() => undefined);
  if (!body) return false;
  response.writeHead(200, {
    "Content-Type": mediaTypes[kind],
    "Content-Encoding": "br",
    "Content-Length": body.length,
    "Cache-Control": "public, max-age=31536000, immutable",
    Vary: "Accept-Encoding",
  });
  response.end(body);
  return true;
}
