import { expect, test } from "vitest";
import { Failure } from "#core/errors.ts";
import { readInput } from "#core/input.ts";
import { mailAddressInput } from "#core/mail-addresses/input.ts";

/** What an address is kept as, or the message under its field. */
function read(typed: string): string | null {
  try {
    return readInput(mailAddressInput, typed);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.fields.input ?? "";
  }
}

test.each([
  ["taro.hamamatsu+otp@example.co.jp", "taro.hamamatsu+otp@example.co.jp"],
  ["Taro@Example.JP", "Taro@example.jp"],
  ["ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ", "taro@example.jp"],
  ["taroー1＠example。jp", "taro-1@example.jp"],
  [" taro @ example.jp\t", "taro@example.jp"],
  ["o'hara_{x}@xn--wgv71a.example", "o'hara_{x}@xn--wgv71a.example"],
  ["", null],
  ["　 ", null],
])("%j is kept as %j", (typed, kept) => {
  expect(read(typed)).toBe(kept);
});

test.each([
  ["taro", "mailAddress.format"],
  ["taro@", "mailAddress.format"],
  ["@example.jp", "mailAddress.format"],
  ["taro@example.jp,hanako@example.jp", "mailAddress.format"],
  ["浜松　太郎 <taro@example.jp>", "mailAddress.ascii"],
  ["taro<taro@example.jp>", "mailAddress.format"],
  ['"taro"@example.jp', "mailAddress.format"],
  ["taro@example.jp\r\nBcc: thief@example.com", "mailAddress.format"],
  ["taro%0d%0aBcc:x@example.jp", "mailAddress.format"],
  ["太郎@example.jp", "mailAddress.ascii"],
  ["taro@日本語.jp", "mailAddress.ascii"],
  ["tarö@example.jp", "mailAddress.ascii"],
  ["taro\u200b@example.jp", "mailAddress.ascii"],
  ["taro..x@example.jp", "mailAddress.dots"],
  ["taro.@example.jp", "mailAddress.dots"],
  [".taro@example.jp", "mailAddress.dots"],
  ["taro@localhost", "mailAddress.domain"],
  ["taro@[192.0.2.1]", "mailAddress.domain"],
  ["taro@192.0.2.1", "mailAddress.domain"],
  ["taro@-example.jp", "mailAddress.domain"],
  ["taro@example..jp", "mailAddress.domain"],
  ["taro@example.jp.", "mailAddress.domain"],
  ["taro@example.j", "mailAddress.domain"],
  [`${"x".repeat(65)}@example.jp`, "mailAddress.long"],
  [`x@${"x.".repeat(127)}jp`, "mailAddress.long"],
  ["taro\u0000@example.jp", "mailAddress.ascii"],
])("%j is refused with %s", (typed, message) => {
  expect(read(typed)).toBe(message);
});
