import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { type AddressInfo, BlockList, connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EdgeOptions, guardEdge, type Handler } from "#app/_lib/edge.ts";

const megabyte = 1024 * 1024;
const servers: Server[] = [];
const reports: unknown[] = [];
let port: number;

/** Tells what reached it, and tries to loosen what the edge sets. */
const echo: Handler = async (incoming, response) => {
  if (incoming.url === "/throws") throw new Error("seed 31323334");
  let bytes = 0;
  for await (const chunk of incoming) bytes += chunk.length;
  const loose = {
    "Content-Type": "application/json",
    "Cache-Control": "public, max-age=9",
    "X-Frame-Options": "ALLOWALL",
  };
  response.writeHead(incoming.url === "/missing" ? 404 : 200, loose);
  response.end(JSON.stringify({ bytes, headers: incoming.headers }));
};

async function serve(options: Partial<EdgeOptions> = {}): Promise<number> {
  const server = createServer({ requireHostHeader: false });
  guardEdge(server, echo, {
    publicUrl: "http://localhost:3000",
    surfaces: ["console", "customer", "api"],
    proxies: { trusted: new BlockList(), header: "x-forwarded-for" },
    dev: false,
    report: (_reference, error) => reports.push(error),
    ...options,
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  port = await serve();
});
afterAll(() => {
  for (const server of servers) server.close();
});

type Answer = { status: number; headers: IncomingMessage["headers"]; text: string };

/** One request, its path sent as written: fetch would tidy it. */
function call(
  path: string,
  { at = port, body = [], ...init }: { at?: number; method?: string; headers?: object; body?: Buffer[] } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: "127.0.0.1",
      port: at,
      path,
      agent: false,
      ...init,
      headers: { ...init.headers },
    });
    sent.once("error", reject);
    sent.once("response", async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
    });
    for (const part of body) sent.write(part);
    sent.end();
  });
}

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

/** What is answered to these bytes, which no client of HTTP would send. */
async function answerTo(bytes: string, at = port): Promise<string> {
  const socket = connect(at, "127.0.0.1");
  socket.write(bytes);
  let text = "";
  for await (const chunk of socket) text += chunk;
  return text;
}

const close = "Connection: close\r\n\r\n";

test.each([
  ["CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n", "405"],
  [`GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n${close}`, "400"],
  ["nonsense\r\n\r\n", "400"],
  [`GET / HTTP/1.1\r\n${close}`, "400"],
  [`GET / HTTP/1.0\r\n${close}`, "200"],
  [`GET / HTTP/1.1\r\nHost: x\r\nExpect: a miracle\r\n${close}`, "200"],
  [`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${"x".repeat(70_000)}\r\n\r\n`, "431"],
])("raw bytes are answered with every header too: %.30s", async (bytes, status) => {
  const at = await serve({ publicUrl: "https://desk.example.jp" });
  const text = await answerTo(bytes, at);
  expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  for (const name of [
    "cache-control: no-store",
    "content-security-policy: default-src",
    "cross-origin-opener-policy: same-origin",
    "cross-origin-resource-policy: same-origin",
    "permissions-policy: camera=()",
    "referrer-policy: same-origin",
    "strict-transport-security: max-age=",
    "x-content-type-options: nosniff",
    "x-frame-options: deny",
  ]) {
    expect(text.toLowerCase()).toContain(`\r\n${name}`);
  }
});

test.each([
  ["two lengths", "Content-Length: 6\r\nContent-Length: 5\r\n\r\n0\r\n\r\nG"],
  ["a length and chunks", "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG"],
  ["chunks, disguised", "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"],
  ["chunks before another coding", "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"],
  ["a name with a space", "Content-Length : 6\r\n\r\n0\r\n\r\nG"],
  ["a folded line", "X-A: b\r\n Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\nG"],
  ["a bare line feed", "Content-Length: 0\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
])("a request that ends in two places is no request, and none is smuggled in it: %s", async (_what, rest) => {
  const smuggled = "GET /smuggled HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  const text = await answerTo(
    `POST /forms HTTP/1.1\r\nHost: x\r\nOrigin: ${own.origin}\r\n${rest}${smuggled}`,
  );
  expect(text).toMatch(/^HTTP\/1.1 400 /);
  expect(text.match(/HTTP\/1.1 /g)).toHaveLength(1);
});

test("requests sent one behind the other are answered one by one, each judged by itself", async () => {
  const get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  const change = "POST /forms HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";
  const text = await answerTo(`${get}${change}GET / HTTP/1.1\r\nHost: x\r\n${close}`);
  expect(text.match(/^HTTP\/1.1 \d+/gm)).toEqual(["HTTP/1.1 200", "HTTP/1.1 403", "HTTP/1.1 200"]);
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
