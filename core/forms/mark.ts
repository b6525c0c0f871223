import { createHash } from "node:crypto";
import type { Form } from "#db/forms.ts";
import { keyedFields } from "./input.ts";

const names = Object.keys(keyedFields) as (keyof typeof keyedFields)[];

/** Tells what was keyed from what anybody corrects it to: a correction is of what its clerk saw. */
export function keyedMark(form: Pick<Form, keyof typeof keyedFields>): string {
  return createHash("sha256")
    .update(JSON.stringify(names.map((name) => form[name])))
    .digest("base64url");
}
