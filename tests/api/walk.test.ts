import { expect, test } from "vitest";
import { withCalls } from "#tests/api/calls.ts";
import {
  answerOf,
  makeContract,
  now,
  otpOf,
  canaryPassword as password,
  wrongOtpOf,
} from "#tests/core/logins/fixtures.ts";

const { desk, call, answer } = withCalls();

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
