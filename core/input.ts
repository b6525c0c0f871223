import { z } from "zod";

/** Text made half-width (NFKC), without the spaces that people and scanners add. */
export const halfWidth = z
  .string("required")
  .max(200, "tooLong")
  .transform((text) => text.normalize("NFKC").replaceAll(/\s/g, ""));

/** The 11 digits on the customer card. */
export const contractorIdInput = halfWidth.pipe(
  z
    .string()
    .min(1, "required")
    .regex(/^\d{11}$/, "contractorId.format"),
);

/** The id of a row; one that is none reads like one that is not there. */
export const idInput = z.uuid("not_found");
