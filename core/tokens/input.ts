import { z } from "zod";
import { halfWidth } from "../input.ts";

/** A serial as read from the token's back or its barcode; small letters and full width are accepted. */
export const serialInput = halfWidth
  .transform((text) => text.toUpperCase())
  .pipe(
    z
      .string()
      .min(1, "required")
      .regex(/^[0-9A-Z-]{4,32}$/, "serial.format"),
  );
