import { BlockList } from "node:net";
import { beforeAll, expect, test } from "vitest";
import { type Asked, ask } from "#tests/support/http.ts";
import { withEdge } from "./served.ts";

const megabyte = 1024 * 1024;
const { serve, reports } = withEdge();
let port: number;

beforeAll(async () => {
  port = await serve();
});

const call = (path: string, { at = port, ...asked }: Asked & { at?: number } = {}) =>
  ask(`http://127.0.0.1:${at}`, path, asked);

const own = { origin: "http://localhost:3000" };

test.each(["/", "/missing", "/throws", "/a/%2e%2e/b", "/_next/static/none.js", "/api/v1/contracts"])(
  "every response carries the security headers: %s",
  async (path) => {
    const { headers } = await call(path);
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
    });
    expect(headers["permissions-policy"]).toContain("camera=()");
    expect(headers["content-security-policy"]).toMatch(
      /script-src 'self' 'nonce-[\w+/]{22}==' 'strict-dynamic';/,
    );
    expect(headers["content-security-policy"]).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  },
);

test("each request gets a nonce of its own, and the page gets the same one as the browser", async () => {
  const first = await call("/", {
    headers: { "content-security-policy": "script-src 'nonce-mine'", "x-nonce": "mine" },
  });
  const second = await call("/");
  const nonce = String(first.headers["content-security-policy"]).match(/'nonce-([^']+)'/)?.[1];
  expect(second.headers["content-security-policy"]).not.toContain(nonce);
  const seen = JSON.parse(first.text).headers;
  expect(seen["x-nonce"]).toBe(nonce);
  expect(seen["content-security-policy"]).toBe(first.headers["content-security-policy"]);
});

test("a scan may be framed by the desk itself, and runs nothing", async () => {
  const { headers } = await call("/forms/0197f/scans/12");
  expect(headers["x-frame-options"]).toBe("SAMEORIGIN");
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'self'");
  expect((await call("/forms/0197f/scans/12/x")).headers["x-frame-options"]).toBe("DENY");
});

test("nothing is kept but files named by their content", async () => {
  expect((await call("/contracts")).headers["cache-control"]).toBe("no-store");
  expect((await call("/missing")).headers["cache-control"]).toBe("no-store");
  expect((await call("/_next/static/a.js")).headers["cache-control"]).toBe("public, max-age=9");
});

test("HSTS is said where people come by https, and only there", async () => {
  expect((await call("/")).headers["strict-transport-security"]).toBeUndefined();
  const at = await serve({ publicUrl: "https://desk.example.jp" });
  expect((await call("/", { at })).headers["strict-transport-security"]).toContain("max-age=63072000");
});

test.each([
  ["absent", {}],
  ["null", { origin: "null" }],
  ["foreign", { origin: "http://evil.example" }],
  ["of another port", { origin: "http://localhost:3001" }],
  ["foreign, with our name in it", { origin: "http://localhost:3000.evil.example" }],
])("a change with an Origin that is %s is refused", async (_what, headers) => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    expect(await call("/forms", { method, headers })).toMatchObject({ status: 403 });
  }
});

test("a change from our own pages passes, by the public name or by the one it was called by", async () => {
  expect((await call("/forms", { method: "POST", headers: own })).status).toBe(200);
  const byHost = { host: "desk.lan:8080", origin: "http://desk.lan:8080" };
  expect((await call("/forms", { method: "POST", headers: byHost })).status).toBe(200);
});

test("with TLS the public name alone is ours: another that leads here, or ours without TLS, is not", async () => {
  const at = await serve({ publicUrl: "https://desk.example.jp" });
  const status = async (host: string, origin: string) =>
    (await call("/forms", { at, method: "POST", headers: { host, origin } })).status;
  expect(await status("desk.example.jp", "https://desk.example.jp")).toBe(200);
  expect(await status("10.0.0.8", "https://desk.example.jp")).toBe(200);
  expect(await status("evil.example", "https://evil.example")).toBe(403);
  expect(await status("evil.example", "http://evil.example")).toBe(403);
  expect(await status("desk.example.jp", "http://desk.example.jp")).toBe(403);
});

test("the API needs no Origin; its neighbours by spelling do", async () => {
  expect((await call("/api/v1/login-checks", { method: "POST" })).status).toBe(200);
  for (const path of ["/api/v11", "/api/v1-forms", "/api/auth/signin", "/API/v1/x"]) {
    expect((await call(path, { method: "POST" })).status, path).toBe(403);
  }
});

test.each([
  "/api/v1/../auth",
  "/api/v1/%2e%2e/auth",
  "/api/v1/%2E./auth",
  "/a%2fb",
  "/a%5Cb",
  "/a\\b",
  "//evil.example/",
  "/a%00",
])("a path with two readings is refused: %s", async (path) => {
  expect((await call(path)).status).toBe(400);
});

test.each(["TRACE", "PROPFIND", "LOCK"])("%s is not a method here", async (method) => {
  expect(await call("/", { method })).toMatchObject({
    status: 405,
    headers: { allow: expect.stringContaining("GET") },
  });
});

test("headers that speak to Next from inside do not come in from outside", async () => {
  const inner = [
    "x-middleware-subrequest",
    "X-Middleware-Override-Headers",
    "x-middleware-rewrite",
    "x-matched-path",
    "x-invoke-path",
    "x-now-route-matches",
    "x-next-revalidated-tags",
    "x-prerender-revalidate",
    "next-resume",
    "X-Original-URL",
    "X-Rewrite-URL",
    "X-HTTP-Method-Override",
    "X-Method-Override",
    "X-Forwarded-Port",
    "X-Forwarded-Prefix",
  ];
  const headers = Object.fromEntries(
    [...inner, "x-kept", "next-action", "rsc"].map((name) => [name, "evil"]),
  );
  const seen = JSON.parse((await call("/", { headers })).text).headers;
  expect(Object.keys(seen).filter((name) => seen[name] === "evil")).toEqual(["x-kept", "next-action", "rsc"]);
});

test("the desk is where PUBLIC_URL says, whatever the caller calls it", async () => {
  const headers = {
    host: "evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "gopher",
    forwarded: "host=evil.example;proto=http",
  };
  const at = await serve({ publicUrl: "https://desk.example.jp" });
  const seen = JSON.parse((await call("/", { at, headers })).text).headers;
  expect(seen).toMatchObject({ host: "desk.example.jp", "x-forwarded-host": "desk.example.jp" });
  expect(seen).not.toHaveProperty("x-forwarded-proto");
  const tried = JSON.parse((await call("/", { headers })).text).headers;
  expect(tried).toMatchObject({ host: "evil.example", "x-forwarded-host": "evil.example" });
});

test("the caller's address is the peer's, and through a trusted proxy the one that it tells", async () => {
  const headers = { "x-forwarded-for": "198.51.100.9", "x-client-address": "198.51.100.8" };
  const address = async (at: number) => JSON.parse((await call("/", { at, headers })).text).headers;
  expect(await address(port)).toMatchObject({ "x-client-address": "127.0.0.1" });
  const trusted = new BlockList();
  trusted.addSubnet("127.0.0.0", 8);
  const at = await serve({ proxies: { trusted, header: "x-forwarded-for" } });
  expect(await address(at)).toMatchObject({ "x-client-address": "198.51.100.9" });
});

test("a body over 11 MB is refused by its length, before it is sent", async () => {
  const headers = { ...own, "content-length": String(11 * megabyte + 1) };
  expect((await call("/forms", { method: "POST", headers, body: [Buffer.alloc(megabyte)] })).status).toBe(
    413,
  );
});

test("a body that hides its length is counted", async () => {
  const parts = (count: number) => Array.from({ length: count }, () => Buffer.alloc(megabyte));
  const within = await call("/forms", { method: "POST", headers: own, body: parts(11) });
  expect(JSON.parse(within.text).bytes).toBe(11 * megabyte);
  expect((await call("/forms", { method: "POST", headers: own, body: parts(12) })).status).toBe(413);
});

test("an error is reported with a number, and the caller sees only that", async () => {
  reports.length = 0;
  const answer = await call("/throws");
  expect(answer.status).toBe(500);
  expect(answer.text).toMatch(/^Something went wrong\. Reference: [0-9a-f]{12}\n$/);
  expect(reports).toHaveLength(1);
});

test("a process answers for the surfaces it serves, and no other", async () => {
  const at = await serve({ surfaces: ["customer"] });
  const status = async (path: string) => (await call(path, { at })).status;
  expect([await status("/personal-web/login"), await status("/_next/static/a.js")]).toEqual([200, 200]);
  expect([
    await status("/"),
    await status("/forms"),
    await status("/api/v1/x"),
    await status("/api/auth/session"),
  ]).toEqual([404, 404, 404, 404]);
});
