import { z } from "zod";
import { halfWidth } from "../input.ts";
import { isTrackingNumber } from "./rules.ts";

/** As printed on the receipt of the post office, with or without hyphens. */
export const trackingNumberInput = halfWidth
  .transform((text) => text.replaceAll("-", "").toUpperCase())
  .pipe(
    z
      .string()
      .min(1, "required")
      .regex(/^(\d{11,12}|[A-Z]{2}\d{9}[A-Z]{2})$/, "trackingNumber.format")
      .refine(isTrackingNumber, "trackingNumber.checkDigit"),
  );
