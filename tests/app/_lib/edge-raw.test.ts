import { connect } from "node:net";
import { beforeAll, expect, test } from "vitest";
import { withEdge } from "./served.ts";

const { serve } = withEdge();
let port: number;

beforeAll(async () => {
  port = await serve();
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
    `POST /forms HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:3000\r\n${rest}${smuggled}`,
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
