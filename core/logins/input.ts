import { z } from "zod";
import { fail } from "#core/errors.ts";
import { contractorIdInput, halfWidth } from "#core/input.ts";
import { serialInput } from "#core/tokens/input.ts";
import { cardCells } from "./rules.ts";

export const otpInput = halfWidth.pipe(
  z
    .string()
    .min(1, "required")
    .regex(/^\d{6}(\d{2})?$/, "otp.format"),
);

/** Half-width kana and full-width digits are accepted, and spaces. */
const tidy = (text: string) => text.normalize("NFKC").replaceAll(/\s/g, "");

/** Two different cells of the card, and the number typed for each. */
export const cellsInput = z
  .record(z.string().max(20), z.string("cells.format").max(20, "cells.format"), "cells.format")
  .transform((cells) => new Map(Object.entries(cells).map(([name, typed]) => [tidy(name), tidy(typed)])))
  .refine((cells) => cells.size === 2 && [...cells].every(isCell), "cells.format")
  .transform((cells): Readonly<Record<string, string>> => Object.fromEntries(cells));

function isCell([name, typed]: [string, string]): boolean {
  return (cardCells as readonly string[]).includes(name) && /^\d{1,2}$/.test(typed);
}

const loginIdInput = z.uuid("loginId.format");

export const passwordCheckInput = z.strictObject({
  contractorId: contractorIdInput,
  /** As typed: what a password contains is nobody's to tidy. */
  password: z.string("required").min(1, "required").max(256, "password.format"),
});

export const otpFactorInput = z.strictObject({ loginId: loginIdInput, otp: otpInput });
export const cardFactorInput = z.strictObject({ loginId: loginIdInput, cells: cellsInput });

export const otpCheckInput = z.strictObject({ contractorId: contractorIdInput, otp: otpInput });

export const registrationInput = z.strictObject({
  loginId: loginIdInput,
  serial: serialInput,
  otp: otpInput,
  cells: cellsInput,
});

/** The id of a login; one that is none reads like one that is over. */
export function readLoginId(raw: unknown): string {
  const checked = loginIdInput.safeParse(raw);
  return checked.success ? checked.data : fail("not_found", "login");
}
