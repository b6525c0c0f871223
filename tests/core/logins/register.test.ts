import { describe, expect, test } from "vitest";
import { checkFactor } from "#core/logins/check-factor.ts";
import { checkPassword } from "#core/logins/check-password.ts";
import { readLogin } from "#core/logins/read-login.ts";
import { register } from "#core/logins/register.ts";
import { withDatabase } from "#tests/support/database.ts";
import {
  answerOf,
  type MadeContract,
  makeContract,
  makeToken,
  now,
  otpOf,
  canaryPassword as password,
  registrationOf,
  wrongAnswerOf,
  wrongOtpOf,
} from "./fixtures.ts";

const desk = withDatabase();
const context = (changes = {}) => registrationOf(desk, changes);
const begin = ({ contractorId }: MadeContract) => checkPassword(context(), { contractorId, password });

/** The right registration of what was sent, with some of it changed. */
async function attempt(contract: MadeContract, changes: Record<string, unknown> = {}) {
  const { loginId, registration } = await begin(contract);
  return {
    loginId,
    serial: contract.sent.serial,
    otp: otpOf(contract.sent),
    cells: answerOf(contract, registration?.cells),
    ...changes,
  };
}

async function rowsOf({ contractId, sent }: MadeContract) {
  const [account] = await desk.sql`select * from login_accounts where contract_id = ${contractId}`;
  const [token] = await desk.sql`select * from tokens where id = ${sent.id}`;
  const [order] =
    await desk.sql`select o.*, f.state as form_state from orders o join forms f on f.id = o.form_id
    where o.contract_id = ${contractId}`;
  const bindings = await desk.sql`select * from bindings where contract_id = ${contractId} order by bound_at`;
  return { account, token, order, bindings };
}

describe("a right registration", () => {
  test("ends the gap: bound, in use, order and form over, card shut, on the record", async () => {
    const contract = await makeContract(desk.sql, { gap: true, order: "delivered" });
    const answer = await register(context(), await attempt(contract));
    expect(answer).toMatchObject({ outcome: "accepted", registeredAt: now, serial: contract.sent.serial });
    expect("receiptNumber" in answer && String(answer.receiptNumber)).toMatch(/^\d{7}$/);

    const { account, token, order, bindings } = await rowsOf(contract);
    expect(account).toMatchObject({
      card_opened_at: null,
      card_until: null,
      challenge_until: null,
      card_uses: 0,
    });
    expect(token?.state).toBe("active");
    expect(order).toMatchObject({ state: "completed", form_state: "completed", completed_at: now });
    expect(bindings).toMatchObject([{ token_id: contract.sent.id, unbound_at: null }]);
    const [audit] = await desk.sql`select * from audit where contract_id = ${contract.contractId}`;
    expect(audit).toMatchObject({ action: "token.register", actor_kind: "customer", branch_code: "001" });
    const [event] = await desk.sql`select * from login_events
      where contract_id = ${contract.contractId} and factor = 'registration'`;
    expect(event).toMatchObject({ outcome: "accepted", client_key: "tests" });
  });

  test("before the post says delivered", async () => {
    const contract = await makeContract(desk.sql, { order: "shipped" });
    expect((await register(context(), await attempt(contract))).outcome).toBe("accepted");
  });

  test("from a login that answered its factor: the card is asked for another pair", async () => {
    const contract = await makeContract(desk.sql, { gap: true, order: "delivered" });
    const { loginId, cells } = await begin(contract);
    const entered = await checkFactor(context(), { loginId, cells: answerOf(contract, cells) });
    expect(entered.registration?.cells).toHaveLength(2);
    expect((await readLogin(context(), loginId))?.registration).toEqual(entered.registration);
    const given = { loginId, serial: contract.sent.serial, otp: otpOf(contract.sent) };
    const answer = await register(context(), {
      ...given,
      cells: answerOf(contract, entered.registration?.cells),
    });
    expect(answer.outcome).toBe("accepted");
  });

  test("in an exchange: old and new change places", async () => {
    const contract = await makeContract(desk.sql, { token: "active", order: "delivered" });
    const before = await begin(contract);
    expect(before.factor).toBe("otp");
    expect((await register(context(), await attempt(contract))).outcome).toBe("accepted");
    const { bindings } = await rowsOf(contract);
    expect(bindings).toMatchObject([
      { token_id: contract.token.id, unbind_reason: "exchange" },
      { token_id: contract.sent.id, unbound_at: null },
    ]);
    const [old] = await desk.sql`select state from tokens where id = ${contract.token.id}`;
    expect(old?.state).toBe("revoked");
    const login = await begin(contract);
    const byOld = await checkFactor(context(), { loginId: login.loginId, otp: otpOf(contract.token) });
    expect(byOld.outcome).toBe("rejected");
  });

  test("its OTP cannot log in; the next can", async () => {
    const contract = await makeContract(desk.sql, { order: "delivered" });
    await register(context(), await attempt(contract));
    const { loginId, factor } = await begin(contract);
    expect(factor).toBe("otp");
    const outcomes = [];
    for (const offset of [0, 1]) {
      outcomes.push((await checkFactor(context(), { loginId, otp: otpOf(contract.sent, offset) })).outcome);
    }
    expect(outcomes).toEqual(["rejected", "accepted"]);
  });

  test("when card access is over", async () => {
    const yesterday = new Date(now.getTime() - 86_400_000);
    const contract = await makeContract(desk.sql, { gap: yesterday, order: "delivered" });
    expect((await register(context(), await attempt(contract))).outcome).toBe("accepted");
  });

  test("ends its login, which opens nothing more", async () => {
    const contract = await makeContract(desk.sql, { order: "delivered" });
    const given = await attempt(contract);
    await register(context(), given);
    await expect(register(context(), given)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a refused registration", () => {
  test("says the same of an unknown, foreign, unsent and retired serial, and of wrong digits", async () => {
    const contract = await makeContract(desk.sql, { order: "delivered" });
    await desk.sql`update settings set otp_limit = 20`;
    const other = await makeContract(desk.sql, { order: "delivered" });
    const inUse = await makeContract(desk.sql, { token: "active" });
    const stock = await makeToken(desk.sql, "in_stock");
    const retired = await makeToken(desk.sql, "revoked");
    const given = await attempt(contract);
    const refused = [];
    for (const token of [other.sent, inUse.token, stock, retired]) {
      refused.push(await register(context(), { ...given, serial: token.serial, otp: otpOf(token) }));
    }
    refused.push(await register(context(), { ...given, serial: "0X9999999ZZ9" }));
    refused.push(await register(context(), { ...given, otp: wrongOtpOf(contract.sent) }));
    refused.push(await register(context(), { ...given, cells: wrongAnswerOf(contract, cellsOf(given)) }));
    expect(new Set(refused.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ outcome: "rejected" })]),
    );
    const { account, bindings } = await rowsOf(contract);
    expect(account).toMatchObject({ otp_fails: 6, card_fails: 1 });
    expect(bindings).toHaveLength(0);
    await desk.sql`update settings set otp_limit = 5`;
  });

  test("where nothing was sent, and where it is only allocated", async () => {
    for (const wish of [{}, { order: "allocated" }] as const) {
      const contract = await makeContract(desk.sql, wish);
      const { loginId } = await begin(contract);
      const { serial } = contract.sent;
      const given = { loginId, serial, otp: otpOf(contract.sent), cells: { ア: "1", イ: "2" } };
      expect((await register(context(), given)).outcome).toBe("rejected");
      expect((await rowsOf(contract)).bindings).toHaveLength(0);
    }
  });

  test("counts as OTP and card failures of the contract, over logins, and locks the login too", async () => {
    const contract = await makeContract(desk.sql, { gap: true, order: "delivered", fails: { otp: 2 } });
    const outcomes = [];
    for (let guess = 0; guess < 4; guess++) {
      const given = await attempt(contract);
      if (!given.loginId) break;
      outcomes.push((await register(context(), { ...given, otp: wrongOtpOf(contract.sent) })).outcome);
    }
    expect(outcomes).toEqual(["rejected", "rejected", "rejected"]);
    expect((await rowsOf(contract)).account).toMatchObject({ otp_fails: 5 });
    expect((await begin(contract)).outcome).toBe("locked");
  });

  test("locked, a right one changes nothing", async () => {
    const contract = await makeContract(desk.sql, { order: "delivered" });
    const given = await attempt(contract);
    await desk.sql`update login_accounts set card_fails = 3 where contract_id = ${contract.contractId}`;
    expect(await register(context(), given)).toEqual({ outcome: "locked" });
    expect((await rowsOf(contract)).bindings).toHaveLength(0);
  });

  test("stopped meanwhile, an exchange is refused", async () => {
    const contract = await makeContract(desk.sql, { token: "active", order: "delivered" });
    const given = await attempt(contract);
    await desk.sql`update tokens set state = 'suspended' where id = ${contract.token.id}`;
    expect(await register(context(), given)).toEqual({ outcome: "locked" });
  });

  test("an answer for cells no longer asked is told the pair, and not evaluated", async () => {
    const contract = await makeContract(desk.sql, { order: "delivered" });
    const given = await attempt(contract);
    await desk.sql`update login_accounts set challenge_until = ${now} where contract_id = ${contract.contractId}`;
    const answer = await register(context(), { ...given, otp: wrongOtpOf(contract.sent) });
    expect(answer).toMatchObject({ outcome: "rejected", cells: [expect.any(String), expect.any(String)] });
    expect((await rowsOf(contract)).account).toMatchObject({ otp_fails: 0, card_fails: 0 });
  });

  test("a failure in the middle leaves nothing behind", async () => {
    const contract = await makeContract(desk.sql, { gap: true, order: "delivered" });
    const given = await attempt(contract);
    await desk.sql`alter table audit add constraint no_register check (action <> 'token.register') not valid`;
    await expect(register(context(), given)).rejects.toThrow();
    await desk.sql`alter table audit drop constraint no_register`;
    const { account, token, order, bindings } = await rowsOf(contract);
    expect(bindings).toHaveLength(0);
    expect(token?.state).toBe("delivered");
    expect(order?.state).toBe("delivered");
    expect(account?.challenge_until).not.toBeNull();
    expect((await register(context(), given)).outcome).toBe("accepted");
  });
});

test.each([
  [{ serial: "2V!" }, { serial: "serial.format" }],
  [{ otp: "12" }, { otp: "otp.format" }],
  [{ cells: { ア: "1" } }, { cells: "cells.format" }],
  [{ loginId: null }, { loginId: "loginId.format" }],
])("%j is told by field and does not count", async (changes, fields) => {
  const contract = await makeContract(desk.sql, { order: "delivered" });
  const given = await attempt(contract, changes);
  await expect(register(context(), given)).rejects.toMatchObject({ code: "invalid", fields });
  expect((await rowsOf(contract)).account).toMatchObject({ otp_fails: 0, card_fails: 0 });
});

test("a serial in full width and small letters is understood", async () => {
  const contract = await makeContract(desk.sql, { order: "delivered" });
  const serial = contract.sent.serial
    .toLowerCase()
    .replaceAll(/\d/g, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0));
  expect((await register(context(), await attempt(contract, { serial: ` ${serial} ` }))).outcome).toBe(
    "accepted",
  );
});

test("nothing secret is in the audit", async () => {
  const rows = await desk.sql`select a::text as text from audit a`;
  expect(rows.length).toBeGreaterThan(3);
  expect(rows.filter((row) => row.text.includes(password) || /"(otp|cells)"/.test(row.text))).toEqual([]);
});

function cellsOf({ cells }: { cells: Record<string, string> }) {
  return Object.keys(cells) as (keyof MadeContract["cells"])[];
}
