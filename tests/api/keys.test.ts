import { describe, expect, test } from "vitest";
import { newApiKey } from "#core/clients/new-key.ts";
import { systemRandom } from "#core/logins/context.ts";
import { withCalls } from "#tests/api/calls.ts";
import { newClient, usualPerMinute } from "#tests/api/support.ts";
import { makeContract, now, otpOf, canaryPassword as password } from "#tests/core/logins/fixtures.ts";

const { desk, readKey, call, answer } = withCalls();

describe("keys", () => {
  test.each([null, "x".repeat(40), newApiKey(), "short"])("%s is refused", async (given) => {
    const response = await call("GET", "/contracts/70000000001/status", { key: given });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toContain("Bearer");
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });

  test("without the scope", async () => {
    const contractorId = "70000000001";
    for (const [path, body] of [
      ["/login-checks", { contractorId, password }],
      [`/login-checks/${systemRandom.id()}/factor`, { otp: "123456" }],
      ["/otp-checks", { contractorId, otp: "123456" }],
      ["/registrations", {}],
    ] as const) {
      expect(await answer("POST", path, { key: readKey, body })).toMatchObject({
        status: 403,
        body: { code: "scope" },
      });
    }
  });

  test("revoked, on the next call", async () => {
    const { id, key: own } = await newClient(desk, ["status:read"], usualPerMinute);
    const { contractorId } = await makeContract(desk.sql);
    const path = `/contracts/${contractorId}/status`;
    expect((await call("GET", path, { key: own })).status).toBe(200);
    await desk.sql`update api_clients set revoked_at = ${now} where id = ${id}`;
    expect((await call("GET", path, { key: own })).status).toBe(401);
  });

  test("a login goes on only with the key that began it", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const { contractorId } = contract;
    const { loginId } = (await answer("POST", "/login-checks", { body: { contractorId, password } })).body;
    const { key: other } = await newClient(desk, ["login:check"], usualPerMinute);
    const given = { key: other, body: { otp: otpOf(contract.token) } };
    expect((await answer("POST", `/login-checks/${loginId}/factor`, given)).status).toBe(404);
  });
});
