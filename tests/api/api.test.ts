import { beforeAll, describe, expect, test } from "vitest";
import { createApi } from "#api/app.ts";
import { serveApi } from "#api/server.ts";
import { hashApiKey, newApiKey } from "#core/clients/authenticate.ts";
import { systemRandom } from "#core/logins/context.ts";
import { connect, type DatabaseRole } from "#db/client.ts";
import { serving } from "#tests/api/support.ts";
import {
  answerOf,
  keys,
  makeContract,
  makeToken,
  now,
  otpOf,
  canaryPassword as password,
  wrongOtpOf,
} from "#tests/core/logins/fixtures.ts";
import { withDatabase } from "#tests/support/database.ts";

const desk = withDatabase();
const reported: unknown[] = [];
const deps = {
  db: (role: DatabaseRole) => (role === "login" ? desk.login : desk.db),
  keys: () => keys,
  now: () => now,
  random: systemRandom,
  address: () => "192.0.2.8",
  serving,
  report: (_: string, error: unknown) => reported.push(error),
};
const app = createApi(deps);
const key = newApiKey();
const readKey = newApiKey();

beforeAll(async () => {
  await newClient(key, ["login:check", "status:read"]);
  await newClient(readKey, ["status:read"]);
});

async function newClient(ownKey: string, scopes: string[]) {
  const id = systemRandom.id();
  await desk.sql`insert into api_clients (id, name, key_hash, scopes, created_at)
    values (${id}, 'tests', ${hashApiKey(ownKey)}, ${scopes}, ${now})`;
  return id;
}

type Call = { key?: string | null; body?: unknown; raw?: BodyInit; headers?: Record<string, string> };

function call(method: string, path: string, { key: given = key, body, raw, headers = {} }: Call = {}) {
  return app.request(`/api/v1${path}`, {
    method,
    headers: {
      ...(given && { authorization: `Bearer ${given}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(raw !== undefined ? { body: raw } : body !== undefined && { body: JSON.stringify(body) }),
  });
}

async function answer(method: string, path: string, given: Call = {}) {
  const response = await call(method, path, given);
  return { status: response.status, body: await response.json() };
}

test("the walk: from the gap through the registration to the next OTP, the status right at every step", async () => {
  const contract = await makeContract(desk.sql, { gap: true, order: "delivered" });
  const { contractorId, sent } = contract;
  const status = async () => (await answer("GET", `/contracts/${contractorId}/status`)).body;
  expect(await status()).toMatchObject({
    contractorId,
    otpState: "reissuing",
    serialMasked: null,
    cardAccess: { open: true, until: null },
    openOrder: { orderNumber: expect.stringMatching(/^\d{7}$/), state: "delivered", dueOn: "2026-12-04" },
  });

  const login = await answer("POST", "/login-checks", { body: { contractorId, password } });
  expect(login).toMatchObject({ status: 200, body: { outcome: "factor_required", factor: "card" } });
  const { loginId, cells } = login.body;
  const factor = `/login-checks/${loginId}/factor`;
  const entered = await answer("POST", factor, { body: { cells: answerOf(contract, cells) } });
  expect(entered.body.outcome).toBe("accepted");

  const registration = {
    loginId,
    serial: sent.serial,
    otp: otpOf(sent),
    cells: answerOf(contract, entered.body.registration.cells),
  };
  const registered = await answer("POST", "/registrations", { body: registration });
  expect(registered).toEqual({
    status: 201,
    body: {
      outcome: "accepted",
      receiptNumber: expect.stringMatching(/^\d{7}$/),
      registeredAt: now.toISOString(),
      serial: sent.serial,
    },
  });
  expect(await status()).toMatchObject({
    otpState: "registered",
    serialMasked: `${sent.serial.slice(0, 4)}•••••${sent.serial.slice(-3)}`,
    cardAccess: { open: false, until: null },
    openOrder: null,
  });

  const next = (await answer("POST", "/login-checks", { body: { contractorId, password } })).body;
  const tries = [];
  for (const offset of [0, 1, 1]) {
    const body = { otp: otpOf(sent, offset) };
    tries.push((await answer("POST", `/login-checks/${next.loginId}/factor`, { body })).body.outcome);
  }
  expect(tries).toEqual(["rejected", "accepted", "rejected"]);

  for (let guess = 0; guess < 5; guess++) {
    await call("POST", "/otp-checks", { body: { contractorId, otp: wrongOtpOf(sent) } });
  }
  expect((await answer("POST", "/otp-checks", { body: { contractorId, otp: otpOf(sent) } })).body).toEqual({
    outcome: "locked",
  });
  expect(await status()).toMatchObject({ otpState: "locked", locked: { otp: true, card: false } });
});

describe("look-alikes are byte for byte the same", () => {
  const bytes = async (response: Response) => {
    // The hour and the caller's own calls go on, whatever the answer.
    const headers = [...response.headers].filter(([name]) => !/^(date|ratelimit-.*)$/.test(name)).sort();
    return JSON.stringify([response.status, headers, await response.text()]);
  };

  test("unknown, wrong, locked with a wrong and with the right password", async () => {
    const { contractorId } = await makeContract(desk.sql, { token: "active" });
    const locked = await makeContract(desk.sql, { token: "active", fails: { password: 5 } });
    const seen = new Set<string>();
    for (const body of [
      { contractorId: "99999999999", password },
      { contractorId, password: "wrong" },
      { contractorId: locked.contractorId, password: "wrong" },
      { contractorId: locked.contractorId, password },
    ]) {
      seen.add(await bytes(await call("POST", "/login-checks", { body })));
    }
    expect(seen.size).toBe(1);
  });

  test("a serial unknown, unsent, foreign or retired", async () => {
    const contract = await makeContract(desk.sql, { order: "delivered" });
    const other = await makeContract(desk.sql, { order: "delivered" });
    const { contractorId } = contract;
    const { loginId, registration } = (
      await answer("POST", "/login-checks", { body: { contractorId, password } })
    ).body;
    const stock = await makeToken(desk.sql, "in_stock");
    const retired = await makeToken(desk.sql, "revoked");
    const seen = new Set<string>();
    for (const token of [other.sent, stock, retired, { ...stock, serial: "0X0000000ZZ0" }]) {
      const cells = answerOf(contract, registration.cells);
      const body = { loginId, serial: token.serial, otp: otpOf(token), cells };
      seen.add(await bytes(await call("POST", "/registrations", { body })));
    }
    expect(seen.size).toBe(1);
    expect([...seen][0]).toContain("rejected");
  });
});

test("an order, its form and its token are looked up by the numbers people know", async () => {
  const contract = await makeContract(desk.sql, { token: "active", order: "shipped" });
  const { contractorId, contractId, sent, token } = contract;
  const [row] = await desk.sql`select o.number as order_number, f.number as form_number
    from orders o join forms f on f.id = o.form_id where o.contract_id = ${contractId}`;
  expect(await answer("GET", `/orders/${row?.order_number}`)).toMatchObject({
    status: 200,
    body: { orderNumber: String(row?.order_number), state: "shipped", kind: "exchange", contractorId },
  });
  expect(await answer("GET", `/forms/${row?.form_number}`)).toMatchObject({
    status: 200,
    body: { formNumber: String(row?.form_number), state: "approved", contractorId },
  });
  const look = async (serial: string) => (await answer("GET", `/tokens/${serial}`, { key: readKey })).body;
  expect(await look(token.serial)).toMatchObject({ serial: token.serial, state: "active", contractorId });
  expect(await look(sent.serial)).toMatchObject({ state: "in_transit", contractorId: null });
  for (const path of ["/orders/9999999", "/forms/9999999", "/tokens/0X0000000ZZ0"]) {
    expect((await call("GET", path)).status).toBe(404);
  }
  for (const path of ["/orders/1", "/forms/x", "/tokens/%00"]) {
    expect((await call("GET", path)).status).toBe(400);
  }
});

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
    const own = newApiKey();
    const id = await newClient(own, ["status:read"]);
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
    const other = newApiKey();
    await newClient(other, ["login:check"]);
    const given = { key: other, body: { otp: otpOf(contract.token) } };
    expect((await answer("POST", `/login-checks/${loginId}/factor`, given)).status).toBe(404);
  });
});

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
  expect(Object.fromEntries(response.headers)).toMatchObject(safe);
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
