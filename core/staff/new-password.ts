import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import { z } from "zod";
import type { Staff } from "#db/staff.ts";
import { failField } from "../errors.ts";
import { readInput } from "../input.ts";
import { hashPassword } from "../passwords.ts";

/** In characters as people count them, after `stablePassword`. NIST SP 800-63B-4 §3.1.1.2 wants 64 at least as the most. */
export const passwordLength = { least: 12, most: 128 } as const;

const passwordInput = z.object({
  newPassword: z.string("newPassword.required").min(1, "newPassword.required").max(1000, "newPassword.long"),
  passwordAgain: z
    .string("passwordAgain.required")
    .min(1, "passwordAgain.required")
    .max(1000, "passwordAgain.different"),
});

/** A password in the one form in which it is hashed and compared, however it was typed (NIST SP 800-63B-4 §3.1.1.2). */
export function stablePassword(typed: string): string {
  return typed.normalize("NFKC");
}

/**
 * The hash of a new password that its person chose and typed twice. Fails with `invalid` for one that is too short or
 * long, holds the user name or the name of this product or the bank, or is common or made of what is: a guesser who
 * knows such lists would have it within a hundred million guesses.
 */
export async function hashNewPassword(
  raw: unknown,
  person: Pick<Staff, "username" | "name">,
): Promise<string> {
  const { newPassword, passwordAgain } = readInput(passwordInput, raw);
  const password = stablePassword(newPassword);
  const length = [...password].length;
  if (length < passwordLength.least) failField("newPassword", "newPassword.short");
  if (length > passwordLength.most) failField("newPassword", "newPassword.long");
  if (holdsName(password, person.username)) failField("newPassword", "newPassword.name");
  if (isCommon(password, person)) failField("newPassword", "newPassword.common");
  if (stablePassword(passwordAgain) !== password) failField("passwordAgain", "passwordAgain.different");
  return hashPassword(password);
}

/** Names that everybody here would try first. */
const namesHere = ["tokendesk", "hamashin", "はましん", "トークンデスク"];

function holdsName(password: string, username: string): boolean {
  const bare = bareOf(password);
  return [username, ...namesHere].some((name) => bare.includes(bareOf(name)));
}

function bareOf(text: string): string {
  return text.toLowerCase().replaceAll(/[\s\p{P}\p{S}]/gu, "");
}

let estimator: ZxcvbnFactory | undefined;

function isCommon(password: string, { username, name }: Pick<Staff, "username" | "name">): boolean {
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return estimator.check(password, [username, ...name.split(/\s+/), "token", "desk", "shinkin"]).score < 3;
}
