import { expect, test } from "vitest";
import { isRegistrationNumber } from "#core/invoices/rules.ts";

test("a registration number is T and 13 digits, of which the first checks the others", () => {
  // The example of the National Tax Agency's paper on the check digit, and the Agency's own number.
  for (const number of ["T8700110005901", "T7000012050002"]) {
    expect(isRegistrationNumber(number)).toBe(true);
    for (let digit = 1; digit < 14; digit++) {
      for (const other of "0123456789".replace(number[digit] ?? "", "")) {
        const wrong = number.slice(0, digit) + other + number.slice(digit + 1);
        // By 9, with weights of 1 and 2, each single mistake is found but a 0 for a 9.
        const alike = digit > 1 && [other, number[digit]].sort().join("") === "09";
        expect(isRegistrationNumber(wrong), wrong).toBe(alike);
      }
    }
  }
});

test.each([
  "",
  "T",
  "8700110005901",
  "T870011000590",
  "T87001100059011",
  "t8700110005901",
  "T８700110005901",
])("«%s» is none", (text) => {
  expect(isRegistrationNumber(text)).toBe(false);
});
