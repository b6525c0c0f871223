import { expect, test } from "vitest";
import { nextForms } from "#core/contracts/next-forms.ts";

const active = { state: "active", expiresOn: "2031-03-30" } as const;
const registered = {
  otpState: "registered",
  token: active,
  today: "2026-11-28",
  hasOpenOrder: false,
  underWay: [],
} as const;

test("a token in use asks for nothing, until the day after its battery's last", () => {
  expect(nextForms(registered)).toEqual([]);
  const worn = { ...active, expiresOn: registered.today };
  expect(nextForms({ ...registered, token: worn })).toEqual([]);
  expect(nextForms({ ...registered, token: worn, today: "2026-11-29" })).toEqual(["reissue"]);
});

test("a lock asks for its form, whatever the token does", () => {
  expect(nextForms({ ...registered, otpState: "locked" })).toEqual(["unlock"]);
});

test("a stopped token is found again or replaced", () => {
  const stopped = { ...active, state: "suspended" } as const;
  expect(nextForms({ ...registered, otpState: "suspended", token: stopped })).toEqual([
    "found_report",
    "reissue",
  ]);
});

test("without a token a new one is asked for, unless an order is under way", () => {
  const without = { ...registered, otpState: "reissuing", token: undefined } as const;
  expect(nextForms(without)).toEqual(["new"]);
  expect(nextForms({ ...without, hasOpenOrder: true })).toEqual([]);
});

test("a form that is under way is not asked for again", () => {
  expect(nextForms({ ...registered, otpState: "locked", underWay: ["unlock"] })).toEqual([]);
});
