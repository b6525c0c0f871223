import { request } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { closeGently } from "#api/close.ts";
import { listen } from "#scripts/listen.ts";
import { freePort } from "#tests/support/desk.ts";

/** A server that takes its time, `/never` all of it. */
async function serveSlowly() {
  const port = await freePort();
  const servers = await listen(port, "127.0.0.1", "PORT", (server) => {
    server.on("request", async ({ url }, response) => {
      await sleep(url === "/never" ? 60_000 : 400, undefined, { ref: false });
      response.end("done");
    });
  });
  const get = (path: string) =>
    new Promise<string>((resolve) => {
      const sent = request({ host: "127.0.0.1", port, path }, async (response) => {
        let text = "";
        for await (const chunk of response) text += chunk;
        resolve(text);
      });
      sent.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      sent.end();
    });
  return { port, servers, get };
}

test("a stop lets a request under way finish, takes no new one, and does not wait for idle connections", async () => {
  const { port, servers, get } = await serveSlowly();
  const idle = connect(port, "127.0.0.1").on("error", () => {});
  const underWay = get("/");
  await sleep(100);
  const began = Date.now();
  const closed = closeGently(servers);
  expect(await get("/")).toBe("ECONNREFUSED");
  expect(await underWay).toBe("done");
  await closed;
  expect(Date.now() - began).toBeLessThan(2_000);
  idle.destroy();
});

test("a stop waits 5 s at most", async () => {
  const { servers, get } = await serveSlowly();
  const underWay = get("/never");
  await sleep(100);
  const began = Date.now();
  await closeGently(servers);
  expect(await underWay).toBe("ECONNRESET");
  expect(Date.now() - began).toBeGreaterThan(4_500);
  expect(Date.now() - began).toBeLessThan(7_000);
});
