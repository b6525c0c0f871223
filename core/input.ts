import { z } from "zod";
import { Failure } from "./errors.ts";

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

/** Whether a text, or one within a list or object, holds the character NUL, which PostgreSQL cannot keep. */
function holdsNul(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\u0000");
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return false;
  return Object.entries(value).some(([name, inner]) => name.includes("\u0000") || holdsNul(inner));
}

/**
 * Reads what came from outside. Fails with `invalid` and the first message of each field; schemas give
 * message keys such as `serial.format`, and what has none reads `invalid`.
 */
export function readInput<Input extends z.ZodType>(input: Input, raw: unknown): z.output<Input> {
  const checked = input.safeParse(raw);
  if (checked.success) {
    refuseNul(checked.data);
    return checked.data;
  }
  const fields: Record<string, string> = {};
  for (const { path, message } of checked.error.issues) {
    fields[fieldOf(path)] ??= /^[\w.]+$/.test(message) ? message : "invalid";
  }
  throw new Failure("invalid", "input", fields);
}

/** The field of an issue; of a list each entry is one, such as `otps.1`. */
function fieldOf([name = "input", entry]: readonly PropertyKey[]): string {
  return typeof entry === "number" ? `${String(name)}.${entry}` : String(name);
}

function refuseNul(read: unknown): void {
  const named = typeof read === "object" && read !== null ? Object.entries(read) : [["input", read] as const];
  const found = named.filter(([, value]) => holdsNul(value)).map(([name]) => [name, "characters"]);
  if (found.length > 0) throw new Failure("invalid", "input", Object.fromEntries(found));
}
