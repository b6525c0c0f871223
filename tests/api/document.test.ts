import { describe, expect, test } from "vitest";
import { withCalls } from "#tests/api/calls.ts";

const { call, answer } = withCalls();

describe("the document", () => {
  test("lists every call, with its key", async () => {
    const { body } = await answer("GET", "/openapi.json", { key: null });
    expect(body.openapi).toBe("3.1.0");
    expect(Object.keys(body.paths).sort()).toEqual([
      "/api/v1/contracts/{contractorId}/status",
      "/api/v1/forms/{formNumber}",
      "/api/v1/healthz",
      "/api/v1/login-checks",
      "/api/v1/login-checks/{loginId}/factor",
      "/api/v1/metrics",
      "/api/v1/orders/{orderNumber}",
      "/api/v1/otp-checks",
      "/api/v1/readyz",
      "/api/v1/registrations",
      "/api/v1/resyncs",
      "/api/v1/tokens/{serial}",
    ]);
    expect(body.paths["/api/v1/otp-checks"].post.security).toEqual([{ key: [] }]);
    for (const [path, headers] of [
      ["otp-checks", ["Idempotency-Key", "Forwarded"]],
      ["registrations", ["Idempotency-Key", "Forwarded"]],
      ["resyncs", ["Idempotency-Key"]],
    ] as const) {
      const { parameters } = body.paths[`/api/v1/${path}`].post;
      expect(parameters.map((parameter: { name: string }) => parameter.name)).toEqual(headers);
    }
    expect(body.components.securitySchemes.key).toEqual({ type: "http", scheme: "bearer" });
  });

  test("has a page for people that fetches nothing", async () => {
    const response = await call("GET", "/docs", { key: null });
    const text = await response.text();
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(text).toContain("/api/v1/login-checks/{loginId}/factor");
    expect(text).not.toMatch(/<script|https?:\/\//);
  });
});
