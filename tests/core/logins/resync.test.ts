import { describe, expect, test } from "vitest";
import { checkOtp } from "#core/logins/check-otp.ts";
import { withDatabase } from "#tests/support/database.ts";
import { failureOf } from "#tests/support/world.ts";
import { contextOf, makeContract, now, otpOf } from "./fixtures.ts";
import { clerk, client, pair, resyncsIn, wrong } from "./resync-desk.ts";

const desk = withDatabase();
const { resync, outcomeOf, login, tokenOf, otpFails, events } = resyncsIn(desk);
const nobody = { contractorId: "99999999999" };

async function withSettings(change: string, undo: string, work: () => Promise<void>) {
  await desk.sql.unsafe(`update settings set ${change}`);
  await work().finally(() => desk.sql.unsafe(`update settings set ${undo}`));
}

describe("two OTPs that follow one another", () => {
  test.each([-100, -2, 0, 3, 100])(
    "find a clock that is %i steps off: then its codes log in",
    async (offset) => {
      const contract = await makeContract(desk.sql, { token: "active", fails: { otp: 4 } });
      const answer = await resync(contract, pair(contract.token, offset - 1));
      expect(answer).toEqual({ contractId: contract.contractId, outcome: "accepted", driftSteps: offset });
      expect(await tokenOf(contract)).toMatchObject({ driftSteps: offset });
      expect(await otpFails(contract)).toBe(0);
      expect(await login(contract, offset + 1)).toBe("accepted");
    },
  );

  test("find a button that was pressed too often", async () => {
    const contract = await makeContract(desk.sql, { token: "active", model: { kind: "hotp" } });
    expect(await login(contract, 60)).toBe("rejected");
    expect(await resync(contract, pair(contract.token, 61))).toMatchObject({
      outcome: "accepted",
      driftSteps: 0,
    });
    expect(await tokenOf(contract)).toEqual({ lastStep: 62, driftSteps: 0 });
    expect(await login(contract, 63)).toBe("accepted");
  });

  test("are both used up, also where they came in full width", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const wide = pair(contract.token, 0).map((otp) =>
      otp.replaceAll(/\d/g, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0)),
    );
    expect(await outcomeOf(contract, wide)).toBe("accepted");
    expect([await login(contract, 0), await login(contract, 1), await login(contract, 2)]).toEqual([
      "rejected",
      "rejected",
      "accepted",
    ]);
  });

  test("must both be newer than any accepted", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    expect(await login(contract, 0)).toBe("accepted");
    for (const offset of [-2, -1, 0]) {
      expect(await outcomeOf(contract, pair(contract.token, offset))).toBe("rejected");
    }
    expect(await outcomeOf(contract, pair(contract.token, 1))).toBe("accepted");
  });

  test("leave the drift to what they showed, though later logins learn no further than the limit", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    await resync(contract, pair(contract.token, 40));
    const later = new Date(now.getTime() + 86_400_000);
    const { contractorId, token } = contract;
    const otp = otpOf(token, 41 + 2880);
    const answer = await checkOtp(contextOf(desk.login, { now: later }), { contractorId, otp });
    expect(answer.outcome).toBe("accepted");
    expect(await tokenOf(contract)).toMatchObject({ driftSteps: 41 });
  });

  test("are looked for as far as the setting says, at once", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    await withSettings("resync_window_steps = 5", "resync_window_steps = 120", async () => {
      expect(await outcomeOf(contract, pair(contract.token, 5))).toBe("rejected");
      expect(await outcomeOf(contract, pair(contract.token, 4))).toBe("accepted");
    });
    expect(await outcomeOf(contract, pair(contract.token, 120))).toBe("rejected");
    expect(await outcomeOf(contract, pair(contract.token, 119))).toBe("accepted");
  });

  test("are on the record: what a clock was and is, who asked, and no code", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const otps = pair(contract.token, 3);
    await resync(contract, otps, { actor: client });
    const [audit] = await desk.sql`select * from audit where contract_id = ${contract.contractId}`;
    expect(audit).toMatchObject({
      action: "token.resync",
      actor_kind: "client",
      subject_label: contract.token.serial,
      branch_code: "001",
      before: { driftSteps: 0 },
      after: { outcome: "accepted", driftSteps: 4 },
    });
    const [event] = await desk.sql`select * from login_events where contract_id = ${contract.contractId}`;
    expect(event).toMatchObject({
      factor: "resync",
      outcome: "accepted",
      client_key: client.id,
      address: "192.0.2.9",
    });
    for (const otp of otps) expect(JSON.stringify([audit, event])).not.toContain(otp);
  });
});

describe("a wrong pair", () => {
  test("counts as a wrong OTP, and to the same limit", async () => {
    const contract = await makeContract(desk.sql, { token: "active", fails: { otp: 2 } });
    const outcomes = [];
    for (let guess = 0; guess < 4; guess++) outcomes.push(await outcomeOf(contract, wrong(contract.token)));
    expect(outcomes).toEqual(["rejected", "rejected", "rejected", "locked"]);
    expect(await otpFails(contract)).toBe(5);
    expect(await events(contract)).toEqual(["rejected", "rejected", "rejected limit", "locked"]);
    expect(await outcomeOf(contract, pair(contract.token, 0))).toBe("locked");
    expect(await login(contract, 0)).toBe("locked");
    expect(await tokenOf(contract)).toEqual({ lastStep: -1, driftSteps: 0 });
    const rows =
      await desk.sql`select after from audit where contract_id = ${contract.contractId} order by id`;
    expect(rows.map((row) => row.after.outcome)).toEqual([...outcomes, "locked"]);
  });

  test.each([
    ["in the wrong order", [1, 0]],
    ["with one between left out", [0, 2]],
    ["out of the window", [200, 201]],
  ])("is one %s", async (_, [first = 0, second = 0]) => {
    const contract = await makeContract(desk.sql, { token: "active" });
    expect(await outcomeOf(contract, [otpOf(contract.token, first), otpOf(contract.token, second)])).toBe(
      "rejected",
    );
    expect(await otpFails(contract)).toBe(1);
  });

  test("that is a copy of the right one is refused and not counted", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const otps = pair(contract.token, 0);
    expect([await outcomeOf(contract, otps), await outcomeOf(contract, otps)]).toEqual([
      "accepted",
      "rejected",
    ]);
    expect(await otpFails(contract)).toBe(0);
  });

  test("makes the next one wait where the setting asks for it, right or wrong, and not counted", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    await withSettings("retry_delay_seconds = 30", "retry_delay_seconds = 0", async () => {
      const at = (seconds: number) => ({ now: new Date(now.getTime() + seconds * 1000) });
      expect(await outcomeOf(contract, wrong(contract.token))).toBe("rejected");
      await expect(resync(contract, pair(contract.token, 0), at(18.2))).rejects.toMatchObject({
        code: "throttled",
        retryAfterSeconds: 12,
      });
      expect(await events(contract)).toEqual(["rejected", "throttled"]);
      expect(await otpFails(contract)).toBe(1);
      expect(await outcomeOf(contract, pair(contract.token, 0), at(30))).toBe("accepted");
    });
  });
});

describe("nothing is looked at", () => {
  test.each(["password", "otp", "card"])("while the %s is locked", async (counter) => {
    const contract = await makeContract(desk.sql, { token: "active", fails: { [counter]: 5 } });
    for (const otps of [pair(contract.token, 0), wrong(contract.token)]) {
      expect(await outcomeOf(contract, otps)).toBe("locked");
    }
    expect(await otpFails(contract)).toBe(counter === "otp" ? 5 : 0);
    expect(await tokenOf(contract)).toEqual({ lastStep: -1, driftSteps: 0 });
    expect(await events(contract)).toEqual(["locked", "locked"]);
  });

  test("while the token is stopped", async () => {
    const contract = await makeContract(desk.sql, { token: "suspended" });
    expect(await outcomeOf(contract, pair(contract.token, 0))).toBe("locked");
    expect(await outcomeOf(contract, wrong(contract.token))).toBe("locked");
    expect(await otpFails(contract)).toBe(0);
  });

  test("where no token is registered, or there is no such contract", async () => {
    const bare = await makeContract(desk.sql, { order: "delivered" });
    expect(await failureOf(resync(bare, pair(bare.sent, 0)))).toMatchObject({
      code: "conflict",
      about: "binding",
    });
    const unknown = resync(nobody, ["123456", "654321"]);
    expect(await failureOf(unknown)).toMatchObject({ code: "not_found" });
  });

  test("by a clerk of another branch, who is told what an unknown contract is told", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const stranger = { actor: { ...clerk, branchCode: "002" } };
    const foreign = await failureOf(resync(contract, wrong(contract.token), stranger));
    expect(foreign).toMatchObject({ code: "not_found" });
    const unknown = resync(nobody, ["123456", "654321"], stranger);
    expect(foreign).toEqual(await failureOf(unknown));
    expect(await otpFails(contract)).toBe(0);
    expect(await events(contract)).toEqual([]);
  });

  test("with a key that does not open the seed: closed, and nothing counted", async () => {
    const contract = await makeContract(desk.sql, { token: "active" });
    const other = { keys: { newest: 1, byVersion: new Map([[1, Buffer.alloc(32, 1)]]) } };
    expect(await failureOf(resync(contract, wrong(contract.token), other))).toMatchObject({
      code: "unavailable",
    });
    expect(await otpFails(contract)).toBe(0);
  });

  test.each([
    [["123456", "123456"], { "otps.1": "otp.same" }],
    [["12345", ""], { "otps.0": "otp.format", "otps.1": "required" }],
    [["123456", null], { "otps.1": "required" }],
    [["123456"], { otps: "invalid" }],
    [["123456", "234567", "345678"], { otps: "invalid" }],
    ["123456", { otps: "invalid" }],
    [{ 0: "123456", 1: "234567" }, { otps: "invalid" }],
  ])("of %j, which is told by field", async (otps, fields) => {
    const contract = await makeContract(desk.sql, { token: "active" });
    expect(await failureOf(resync(contract, otps))).toMatchObject({ code: "invalid", fields });
    expect(await otpFails(contract)).toBe(0);
  });
});
