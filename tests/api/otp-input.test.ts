import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { createApi } from "#api/app.ts";
import { newApiKey } from "#core/clients/new-key.ts";
import { depsOn, newClient, rolesOf } from "#tests/api/support.ts";
import {
  type MadeContract,
  makeContract,
  otpOf,
  canaryPassword as password,
} from "#tests/core/logins/fixtures.ts";
import { withDatabase } from "#tests/support/database.ts";

const desk = withDatabase();
const reported: unknown[] = [];
const app = createApi(depsOn(rolesOf(desk), { report: (_, error) => reported.push(error) }));
const key = newApiKey();
let contract: MadeContract;

beforeAll(async () => {
  await newClient(desk, ["login:check", "tokens:resync"], null, key);
  await desk.sql`update settings set otp_limit = 1000000, address_failure_limit = null`;
  contract = await makeContract(desk.sql, { token: "active" });
});

async function post(path: string, body: string | Uint8Array<ArrayBuffer>) {
  const response = await app.request(`/api/v1${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body,
  });
  return { status: response.status, body: await response.json() };
}

const begin = async ({ contractorId }: MadeContract) =>
  (await post("/login-checks", JSON.stringify({ contractorId, password }))).body.loginId as string;

/** Each door that takes an OTP, and the body that carries one there. */
const doors = [
  ["/otp-checks", (otp: unknown) => ({ contractorId: contract.contractorId, otp })],
  ["/login-checks/{loginId}/factor", (otp: unknown) => ({ otp })],
  ["/resyncs", (otp: unknown) => ({ contractorId: contract.contractorId, otps: [otp, "123456"] })],
  ["/resyncs", (otp: unknown) => ({ contractorId: contract.contractorId, otps: otp })],
] as const;

const digit = fc.constantFrom(..."0123456789０１２３４５６７８９٣೪");
const odd = fc.constantFrom(
  "\u0000",
  " ",
  "　",
  "\n",
  "\u200b",
  "\u202e",
  "🔢",
  "➊",
  "ー",
  "-",
  "\ud800",
  "e",
  "𝟙",
  "½",
);
const text = fc.oneof(
  fc.array(digit, { maxLength: 10 }).map((all) => all.join("")),
  fc.array(fc.oneof(digit, odd), { maxLength: 12 }).map((all) => all.join("")),
  fc.string({ unit: "binary", maxLength: 300 }),
);
const anything = fc.oneof(
  { weight: 3, arbitrary: text },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  fc.double(),
  fc.bigInt().map(String),
  fc.constantFrom(
    null,
    true,
    {},
    [],
    [[]],
    ["123456"],
    { length: 6 },
    { toString: "x" },
    { otp: "123456" },
    -0,
    1e308,
  ),
);

describe.each(doors)("%s", (path, bodyOf) => {
  test("takes any OTP for one, or says that it is none: never a 5xx, and nothing of it comes back", async () => {
    const at = path.replace("{loginId}", await begin(contract));
    await fc.assert(
      fc.asyncProperty(anything, async (otp) => {
        const { status, body } = await post(at, JSON.stringify(bodyOf(otp)));
        if (status === 200) {
          // Whatever was typed so, it stood for six or eight digits.
          expect(body.outcome).toBe("rejected");
        } else {
          expect(status).toBe(400);
          expect(body.code).toBe("invalid");
          expect(JSON.stringify(body)).not.toContain("detail");
        }
      }),
      { numRuns: 500 },
    );
    expect(reported).toEqual([]);
  });

  test.each([
    ["of a megabyte", () => JSON.stringify(bodyOf("1".repeat(1_000_000))), 413],
    ["of 60 kB", () => JSON.stringify(bodyOf("1".repeat(60_000))), 400],
    [
      "nested 20,000 deep",
      () => JSON.stringify(bodyOf("X")).replace('"X"', `${"[".repeat(20_000)}${"]".repeat(20_000)}`),
      400,
    ],
    ["that is no number of JSON", () => JSON.stringify(bodyOf("X")).replace('"X"', "0123456"), 400],
    ["that is NaN", () => JSON.stringify(bodyOf("X")).replace('"X"', "NaN"), 400],
    ["left out", () => JSON.stringify(bodyOf(undefined)), 400],
    [
      "in bytes that are no UTF-8",
      () => Buffer.concat([Buffer.from('{"otp":"'), Buffer.from([0xff, 0xfe, 0xc3]), Buffer.from('"}')]),
      400,
    ],
  ])("refuses one %s", async (_, body, status) => {
    const at = path.replace("{loginId}", await begin(contract));
    expect((await post(at, body())).status).toBe(status);
    expect(reported).toEqual([]);
  });
});

test("full-width digits, spaces between and around, and other digits of Unicode are told apart", async () => {
  const { contractorId, token } = contract;
  const wide = otpOf(token).replaceAll(/\d/g, (own) =>
    String.fromCodePoint((own.codePointAt(0) ?? 0) + 0xfee0),
  );
  const spaced = ` ${wide.slice(0, 3)}　${wide.slice(3)}\n`;
  const check = async (otp: string) => post("/otp-checks", JSON.stringify({ contractorId, otp }));
  expect(
    await check(otpOf(token).replaceAll(/\d/g, (own) => String.fromCodePoint(0x660 + Number(own)))),
  ).toMatchObject({
    status: 400,
    body: { errors: { otp: "otp.format" } },
  });
  expect(await check(spaced)).toEqual({ status: 200, body: { outcome: "accepted" } });
});
