import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveBuiltFile } from "#app/_lib/edge-files.ts";
import { ask } from "#tests/support/http.ts";

const root = mkdtempSync(join(tmpdir(), "edge-files-"));
const script = "console.log('built');\n".repeat(500);
const server = createServer(async (request, response) => {
  if (await serveBuiltFile(root, request, response)) return;
  response.writeHead(404);
  response.end("next");
});
let url = "";

beforeAll(async () => {
  mkdirSync(join(root, ".next/static/chunks"), { recursive: true });
  writeFileSync(join(root, ".next/static/chunks/a1-b_2.js"), script);
  writeFileSync(join(root, ".next/secret.js"), "secret");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(root, { recursive: true });
});

test("a script of the build comes in Brotli, whole, and may be kept for good", async () => {
  const bytes = await fetch(`${url}/_next/static/chunks/a1-b_2.js?dpl=1`, {
    headers: { "accept-encoding": "gzip, deflate, br" },
  });
  expect(bytes.headers.get("content-encoding")).toBe("br");
  expect(bytes.headers.get("cache-control")).toContain("immutable");
  expect(Number(bytes.headers.get("content-length"))).toBeLessThan(script.length / 10);
  expect(await bytes.text()).toBe(script);
});

test.each([
  ["/_next/static/chunks/a1-b_2.js", "gzip"],
  ["/_next/static/chunks/a1-b_2.js", ""],
  ["/_next/static/chunks/none.js", "br"],
  ["/_next/static/../secret.js", "br"],
  ["/_next/static/chunks/..%2f..%2fsecret.js", "br"],
  ["/_next/secret.js", "br"],
  ["/_next/static/chunks", "br"],
])("anything else is left to Next: %s, %j", async (path, encoding) => {
  const { status } = await ask(url, path, { headers: { "accept-encoding": encoding } });
  expect(status).toBe(404);
});
