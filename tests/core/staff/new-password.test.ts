import { expect, test } from "vitest";
import { verifyPassword } from "#core/passwords.ts";
import { hashNewPassword, stablePassword } from "#core/staff/new-password.ts";
import { failureOf } from "#tests/support/world.ts";

const person = { username: "sato.hanako", name: "佐藤　Hanako" };
const chosen = (newPassword: unknown, passwordAgain = newPassword) =>
  hashNewPassword({ newPassword, passwordAgain }, person);
const refused = async (newPassword: unknown, passwordAgain = newPassword) =>
  (await failureOf(chosen(newPassword, passwordAgain)))?.fields;

test.each([
  "correct horse battery staple",
  "うなぎとみかんと浜名湖の夏",
  "kj3h4kjh5k3j9",
  "🐟🦐🐙🦀🐡🦑🐚🐬🐳🐋🦈🪼",
  " 前後に空白 のある 合言葉 ",
  "x9".repeat(3) + "Ωμέγα και άλφα ".repeat(8).slice(0, 122),
])("%s is taken", async (password) => {
  const hash = await chosen(password);
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(hash, stablePassword(password))).toBe(true);
});

test.each([
  ["", "newPassword.required"],
  [undefined, "newPassword.required"],
  [["correct horse battery staple"], "newPassword.required"],
  ["kj3h4kjh5k3", "newPassword.short"],
  // Eleven characters, though 22 units of UTF-16 and 44 bytes.
  ["🐟🦐🐙🦀🐡🦑🐚🐬🐳🐋🦈", "newPassword.short"],
  // Half-width katakana with a sound mark of its own becomes one character.
  ["ｶﾞｷﾞｸﾞｹﾞｺﾞｻﾞ", "newPassword.short"],
  ["kj3h4kjh5k3j".repeat(11), "newPassword.long"],
  ["x".repeat(1_001), "newPassword.long"],
  ["my sato.hanako secret", "newPassword.name"],
  ["ＳＡＴＯ－Ｈａｎａｋｏ の秘密です", "newPassword.name"],
  ["Token-Desk は使いやすいです", "newPassword.name"],
  ["password1234", "newPassword.common"],
  ["Passw0rd!2026", "newPassword.common"],
  ["ｐａｓｓｗｏｒｄ１２３４", "newPassword.common"],
  ["123456789012", "newPassword.common"],
  ["qwertyuiop12", "newPassword.common"],
  ["aaaaaaaaaaaa", "newPassword.common"],
  ["あああああああああああああ", "newPassword.common"],
  ["sakurasakura12", "newPassword.common"],
  ["shinkin123456", "newPassword.common"],
  ["iloveyou1234", "newPassword.common"],
])("%j is refused: %s", async (password, message) => {
  expect(await refused(password)).toMatchObject({ newPassword: message });
});

test("the two must be the same, whichever way they were typed", async () => {
  expect(await refused("kj3h4kjh5k3j9", "kj3h4kjh5k3j8")).toEqual({
    passwordAgain: "passwordAgain.different",
  });
  expect(await refused("kj3h4kjh5k3j9", "")).toEqual({ passwordAgain: "passwordAgain.required" });
  const hash = await chosen("ガラス窓と kj3h4k", "ガラス窓と kj3h4k".normalize("NFD"));
  expect(await verifyPassword(hash, "ガラス窓と kj3h4k")).toBe(true);
});

test("the longest that is hashed takes no longer than a moment to look through", async () => {
  const began = performance.now();
  for (const made of ["password1!", "@4$5301!|1l7+", "abcdefgh12345678"]) {
    await failureOf(chosen(made.repeat(20).slice(0, 128)));
  }
  expect(performance.now() - began).toBeLessThan(10_000);
});
