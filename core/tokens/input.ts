import { z } from "zod";
import { reasonInput } from "../forms/input.ts";
import { halfWidth, idInput } from "../input.ts";

/** A serial as read from the token's back or its barcode; small letters and full width are accepted. */
export const serialInput = halfWidth
  .transform((text) => text.toUpperCase())
  .pipe(
    z
      .string()
      .min(1, "required")
      .regex(/^[0-9A-Z-]{4,32}$/, "serial.format"),
  );

/** A move of one token, and why. */
export const moveInput = { tokenId: idInput, reason: reasonInput };

/** The same of a token that may have been stolen: such a one never returns. */
export const stoppedInput = { ...moveInput, stolen: z.boolean().default(false) };
