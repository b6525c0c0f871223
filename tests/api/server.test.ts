import { expect, test } from "vitest";
import { serveApi } from "#api/server.ts";
import { withCalls } from "#tests/api/calls.ts";
import { usualPerMinute } from "#tests/api/support.ts";
import { makeContract, otpOf } from "#tests/core/logins/fixtures.ts";

const { desk, deps, key } = withCalls();

/** On every answer of the process, errors too. */
const safe = {
  "cache-control": "no-store",
  "referrer-policy": "same-origin",
  "strict-transport-security": expect.stringContaining("max-age="),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

test("served by its own process: a port, the socket's address, a taken port told, a quiet end", async () => {
  const { address: _, ...own } = deps;
  const server = await serveApi({ port: 0, host: "127.0.0.1", ...own });
  const { port } = new URL(server.url);
  await expect(serveApi({ port: Number(port), host: "127.0.0.1", ...own })).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
  const contract = await makeContract(desk.sql, { token: "active" });
  const response = await fetch(`${server.url}/api/v1/otp-checks`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ contractorId: contract.contractorId, otp: otpOf(contract.token) }),
  });
  expect(await response.json()).toEqual({ outcome: "accepted" });
  expect(Object.fromEntries(response.headers)).toMatchObject({
    ...safe,
    "content-type": "application/json",
    "ratelimit-limit": `${usualPerMinute}`,
    "ratelimit-remaining": `${usualPerMinute - 1}`,
    "ratelimit-reset": expect.stringMatching(/^\d+$/),
  });
  for (const path of ["/api/v1/nothing", "/api/v1/docs", "/"]) {
    const { headers } = await fetch(`${server.url}${path}`);
    expect(Object.fromEntries(headers)).toMatchObject(safe);
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
  }
  const [event] = await desk.sql`select address from login_events where contract_id = ${contract.contractId}`;
  expect(event?.address).toBe("127.0.0.1");
  await server.close();
  await expect(fetch(`${server.url}/api/v1/healthz`)).rejects.toThrow();
});
