import { describe, expect, test } from "vitest";
import { createApi } from "#api/app.ts";
import { systemRandom } from "#core/logins/context.ts";
import { connect } from "#db/client.ts";
import { type Call, withCalls } from "#tests/api/calls.ts";
import { canaryPassword as password } from "#tests/core/logins/fixtures.ts";

const { deps, reported, key, call, answer } = withCalls();

describe("every error is a problem", () => {
  const json = { "content-type": "application/json" };
  test.each<[number, string, string, string, Call]>([
    [404, "an unknown path", "GET", "/nothing", {}],
    [404, "an unknown contract", "GET", "/contracts/99999999999/status", {}],
    [
      404,
      "an unknown login",
      "POST",
      `/login-checks/${systemRandom.id()}/factor`,
      { body: { otp: "123456" } },
    ],
    [400, "a bad contractor ID", "GET", "/contracts/12/status", {}],
    [400, "a repeated parameter", "GET", "/healthz?a=1&a=2", {}],
    [405, "another method", "DELETE", "/login-checks", {}],
    [405, "a GET for a check", "GET", "/otp-checks", {}],
    [400, "no JSON", "POST", "/login-checks", { raw: "{", headers: json }],
    [400, "no body", "POST", "/login-checks", { headers: json }],
    [400, "an array", "POST", "/login-checks", { body: [] }],
    [400, "null", "POST", "/login-checks", { raw: "null", headers: json }],
    [400, "deep nesting", "POST", "/login-checks", { raw: "[".repeat(60_000), headers: json }],
    [
      400,
      "deep nesting in a field",
      "POST",
      "/otp-checks",
      {
        raw: `{"otp":${"[".repeat(30_000)}${"]".repeat(30_000)}}`,
        headers: json,
      },
    ],
    [
      400,
      "__proto__",
      "POST",
      "/otp-checks",
      {
        raw: '{"__proto__":{"x":1},"contractorId":"70000000001","otp":"123456"}',
        headers: json,
      },
    ],
    [
      400,
      "an unknown field",
      "POST",
      "/otp-checks",
      { body: { contractorId: "70000000001", otp: "123456", now: 0 } },
    ],
    [
      400,
      "both factors",
      "POST",
      `/login-checks/${systemRandom.id()}/factor`,
      { body: { otp: "123456", cells: {} } },
    ],
    [400, "a login that is no id", "POST", "/login-checks/x/factor", { body: { otp: "123456" } }],
    [413, "too much", "POST", "/login-checks", { body: { password: "x".repeat(70_000) } }],
    [415, "a form", "POST", "/login-checks", { raw: new URLSearchParams({ contractorId: "1" }) }],
    [415, "plain text", "POST", "/login-checks", { raw: "{}", headers: { "content-type": "text/plain" } }],
  ])("%i for %s", async (status, _, method, path, given) => {
    const response = await call(method, path, given);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    if (status === 405) expect(response.headers.get("allow")).toContain("POST");
    expect(await response.json()).toMatchObject({
      type: expect.any(String),
      title: expect.any(String),
      status,
    });
  });

  test("a bad field is named, and nothing of what was typed comes back", async () => {
    const { body } = await answer("POST", "/otp-checks", { body: { contractorId: "12", otp: "canary" } });
    expect(body.errors).toEqual({ contractorId: "contractorId.format", otp: "otp.format" });
    expect(JSON.stringify(body)).not.toContain("canary");
  });

  test("what nobody foresaw is a 500 with a reference and no internals", async () => {
    const broken = createApi({
      ...deps,
      keys: () => {
        throw new TypeError(`secret ${password}`);
      },
    });
    const response = await broken.request("/api/v1/otp-checks", {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, ...json },
      body: "{}",
    });
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).toMatch(/"reference":"[0-9a-f-]{36}"/);
    expect(text).not.toMatch(/secret|TypeError|at /);
    expect(reported).toHaveLength(1);
  });

  test("with the database away it is a 503, soon", async () => {
    const away = connect("postgres://nobody@127.0.0.1:4349/none");
    const closed = createApi({ ...deps, db: () => away.db });
    for (let attempt = 0; attempt < 3; attempt++) {
      const response = await closed.request("/api/v1/contracts/70000000001/status", {
        headers: { authorization: `Bearer ${key}` },
      });
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("5");
      expect((await closed.request("/api/v1/readyz")).status).toBe(503);
    }
    expect((await closed.request("/api/v1/healthz")).status).toBe(200);
    await away.close();
  });
});
