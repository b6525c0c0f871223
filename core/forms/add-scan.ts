import { z } from "zod";
import { insertScan, lockForm } from "#db/forms.ts";
import type { Context, StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { formChange } from "./change.ts";
import { editableFormStates } from "./rules.ts";
import { scanType, scanTypes } from "./scan-type.ts";

const input = z.object({
  formId: idInput,
  fileName: z.string().trim().max(200).default(""),
  mediaType: z.enum(scanTypes),
  bytes: z.custom<Buffer>((value) => value instanceof Buffer),
});

const addCommand = command<typeof input, { formId: string }, StaffActor>({
  name: "form.add_scan",
  permit: "form.key",
  input,
  async run({ tx, actor, now, scope }, { formId, fileName, mediaType, bytes }) {
    const form = (await lockForm(tx, scope, formId)) ?? fail("not_found", "form");
    if (!(editableFormStates as readonly string[]).includes(form.state)) fail("conflict", "form");
    await insertScan(tx, { formId, fileName, mediaType, bytes, addedBy: actor.id, addedAt: now });
    return {
      result: { formId },
      change: formChange(form, {
        after: { scan: fileName, mediaType, sizeBytes: bytes.length },
      }),
    };
  },
});

/** Adds a page of the scanned paper. Fails with `invalid`. */
export async function addScan(
  context: Context<StaffActor>,
  { formId, fileName, bytes }: { formId: string; fileName: string; bytes: Buffer },
): Promise<{ formId: string }> {
  return addCommand(context, { formId, fileName, mediaType: await scanType(bytes), bytes });
}
