import { describe, expect, test } from "vitest";
import { addMonths } from "#core/clock.ts";
import { checkOtp } from "#core/logins/check-otp.ts";
import { otpAt, stepAt } from "#core/logins/otp.ts";
import { adviceFor } from "#core/tokens/advice.ts";
import { testsPerMinute, testToken } from "#core/tokens/test.ts";
import { contextOf } from "#tests/core/logins/fixtures.ts";
import type { Token } from "#tests/support/customers.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import { placed } from "./fixtures.ts";

const world = withWorld();
const atCounter = (role: "clerk" | "operations") => ({ ...world.as(role), db: world.in("counter") });
const clerk = () => atCounter("clerk");

/** What a token of the world shows so many steps from now. */
const shown = ({ serial }: Token, steps = 0) =>
  otpAt({ algorithm: "sha1", digits: 6 }, Buffer.alloc(20, serial), stepAt(world.now, 30) + steps);

/** A code that the token shows at no step for an hour before and after. */
function foreign(token: Token): string {
  const own = new Set(Array.from({ length: 300 }, (_, at) => shown(token, at - 150)));
  for (let code = 0; ; code++)
    if (!own.has(String(code).padStart(6, "0"))) return String(code).padStart(6, "0");
}

const login = ({ contractorId, token }: { contractorId: string; token: Token }, steps = 0) =>
  checkOtp(
    { ...contextOf(world.login), keys: world.keys, now: world.now },
    { contractorId, otp: shown(token, steps) },
  );

const rowsOf = async ({ id }: Token) =>
  world.sql`select state, last_step, drift_steps from tokens where id = ${id}`;

describe("a test at the counter", () => {
  test("finds a right code and uses nothing up: the same code still logs in, once", async () => {
    const contract = await world.registered();
    const { token } = contract;
    const before = await rowsOf(token);
    const found = { outcome: "matched", driftSteps: 0, advice: [] };
    for (let nth = 0; nth < 2; nth++) {
      expect(await testToken(clerk(), { tokenId: token.id, otp: shown(token) })).toEqual(found);
    }
    expect(await rowsOf(token)).toEqual(before);
    expect(await login(contract)).toEqual({ outcome: "accepted" });
    expect(await login(contract)).toEqual({ outcome: "rejected" });
  });

  test("tells a used code, one that is off, and one that is wrong, from a right one", async () => {
    const contract = await world.registered();
    const { token } = contract;
    await login(contract);
    const tested = (otp: string) => testToken(clerk(), { tokenId: token.id, otp });
    expect(await tested(shown(token))).toMatchObject({ outcome: "used", driftSteps: 0 });
    expect(await tested(shown(token, 1))).toMatchObject({ outcome: "matched", driftSteps: 1, advice: [] });
    expect(await tested(shown(token, 40))).toEqual({
      outcome: "off",
      driftSteps: 40,
      advice: ["driftGrowing"],
    });
    expect(await tested(foreign(token))).toEqual({ outcome: "wrong", driftSteps: null, advice: [] });
    const behind = await placed(world, "in_stock");
    expect(
      await testToken(atCounter("operations"), { tokenId: behind.token.id, otp: shown(behind.token, -90) }),
    ).toMatchObject({ outcome: "off", driftSteps: -90 });
  });

  test("counts no failure against the contract, and writes neither code nor seed anywhere", async () => {
    const { id: contractId, token } = await world.registered();
    const otp = foreign(token);
    await testToken(clerk(), { tokenId: token.id, otp });
    const [account] = await world.sql`select otp_fails from login_accounts where contract_id = ${contractId}`;
    expect(account).toEqual({ otp_fails: 0 });
    const rows =
      await world.sql`select * from audit where subject_id = ${token.id} and action = 'token.test'`;
    expect(rows).toMatchObject([{ contract_id: contractId, branch_code: "001", after: { test: "wrong" } }]);
    expect(JSON.stringify(rows)).not.toContain(otp);
  });

  test("of a button looks ahead of what was accepted last, and tells of no clock", async () => {
    const token = await world.token();
    await world.sql`update tokens set kind = 'hotp', last_step = 20 where id = ${token.id}`;
    const at = (counter: number) =>
      otpAt({ algorithm: "sha1", digits: 6 }, Buffer.alloc(20, token.serial), counter);
    const tested = async (counter: number) =>
      testToken(atCounter("operations"), { tokenId: token.id, otp: at(counter) });
    expect(await tested(21)).toEqual({ outcome: "matched", driftSteps: null, advice: [] });
    expect(await tested(20)).toMatchObject({ outcome: "used", driftSteps: null });
    expect(await tested(90)).toMatchObject({ outcome: "off", driftSteps: null });
  });

  test("is made so often in a minute and no more, also by many at once, and again after it", async () => {
    const { token } = await world.registered();
    const ends = await Promise.all(
      Array.from({ length: 4 * testsPerMinute }, () =>
        failureOf(testToken(clerk(), { tokenId: token.id, otp: foreign(token) })),
      ),
    );
    expect(ends.filter((end) => end === undefined)).toHaveLength(testsPerMinute);
    const right = { tokenId: token.id, otp: shown(token) };
    expect(await failureOf(testToken(clerk(), right))).toMatchObject({
      code: "throttled",
      about: "tokenTest",
    });
    world.advance({ minutes: 1 });
    expect(await testToken(clerk(), { ...right, otp: shown(token) })).toMatchObject({ outcome: "matched" });
  });

  test("is a branch's for the tokens of its own contracts alone", async () => {
    const { token } = await world.registered();
    const stock = await world.token();
    const strangers = [
      [{ ...world.as("clerk", { branch: "002" }), db: world.in("counter") }, token],
      [clerk(), stock],
    ] as const;
    for (const [context, { id, serial }] of strangers) {
      const told = await failureOf(testToken(context, { tokenId: id, otp: shown({ id, serial }) }));
      expect(told).toMatchObject({ code: "not_found" });
    }
  });

  test("asks for as many digits as the token shows, half-width or full", async () => {
    const { token } = await world.registered();
    const told = async (otp: unknown) =>
      (await failureOf(testToken(clerk(), { tokenId: token.id, otp })))?.fields;
    expect(await told("12345678")).toEqual({ otp: "otp.format" });
    expect(await told("12345")).toEqual({ otp: "otp.format" });
    expect(await told(null)).toEqual({ otp: "required" });
    const wide = shown(token).replaceAll(/\d/g, (digit) => String.fromCodePoint(Number(digit) + 0xff10));
    expect(await testToken(clerk(), { tokenId: token.id, otp: ` ${wide} ` })).toMatchObject({
      outcome: "matched",
    });
  });

  test("fails closed where the key of the seed is not held", async () => {
    const { token } = await world.registered();
    const keyless = { ...clerk(), keys: { newest: 2, byVersion: new Map([[2, Buffer.alloc(32, 2)]]) } };
    const told = await failureOf(testToken(keyless, { tokenId: token.id, otp: shown(token) }));
    expect(told).toMatchObject({ code: "unavailable" });
  });
});

describe("the advice", () => {
  const today = "2026-11-24";
  test.each([
    ["2026-11-23", ["expired"]],
    ["2026-11-24", ["expired"]],
    ["2026-11-25", ["expiresSoon"]],
    ["2027-05-24", ["expiresSoon"]],
    ["2027-05-25", []],
  ])("on a battery that is good until %s", (expiresOn, advice) => {
    expect(adviceFor({ expiresOn, driftSteps: 0 }, { today, shownDrift: 0 })).toEqual(advice);
  });

  test.each([
    [0, 1, []],
    [0, 2, ["driftGrowing"]],
    [0, -2, ["driftGrowing"]],
    [5, 6, []],
    [5, 7, ["driftGrowing"]],
    [-5, -7, ["driftGrowing"]],
    [5, 0, []],
    [0, null, []],
  ])("on a clock known to be off by %i that shows %s", (driftSteps, shownDrift, advice) => {
    expect(adviceFor({ expiresOn: "2031-03-31", driftSteps }, { today, shownDrift })).toEqual(advice);
  });

  test("counts months by the calendar, to the last day of a shorter one", () => {
    expect(addMonths("2026-08-31", 6)).toBe("2027-02-28");
    expect(addMonths("2027-08-31", 6)).toBe("2028-02-29");
    expect(addMonths("2026-11-24", 6)).toBe("2027-05-24");
    expect(addMonths("2027-01-15", -2)).toBe("2026-11-15");
  });
});
