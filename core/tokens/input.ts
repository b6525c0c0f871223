import { z } from "zod";
import { reasonInput } from "../forms/input.ts";
import { halfWidth, idInput } from "../input.ts";
import { tokenStates } from "./rules.ts";

/** A serial as it is kept. */
export const serialFormat = /^[0-9A-Z-]{4,32}$/;

/** A serial as read from the token's back or its barcode; small letters and full width are accepted. */
export const serialInput = halfWidth
  .transform((text) => text.toUpperCase())
  .pipe(z.string().min(1, "required").regex(serialFormat, "serial.format"));

/** A move of one token, and why. */
export const moveInput = { tokenId: idInput, reason: reasonInput };

/** The same of a token that may have been stolen: such a one never returns. */
export const stoppedInput = { ...moveInput, stolen: z.boolean().default(false) };

const absent = (text: unknown) => (text === "" ? undefined : text);
const day = z.preprocess(absent, z.iso.date("expiresBefore.format").optional());

/** Which tokens, by what they have in common; what is empty does not narrow. */
export const tokenFilterInput = {
  state: z.preprocess(absent, z.enum(tokenStates).optional()),
  model: z.preprocess(absent, z.string().max(100).optional()),
  batch: z.preprocess(absent, z.string().max(100).optional()),
  /** The days on which batteries end: the first of them, and the first that is none of them. */
  expiresFrom: day,
  expiresBefore: day,
};
