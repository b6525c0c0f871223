import { fileTypeFromBuffer } from "file-type";
import { z } from "zod";
import { insertScan, lockForm } from "#db/forms.ts";
import type { Context, StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { fail, failField } from "../errors.ts";
import { idInput } from "../input.ts";
import { formChange } from "./change.ts";
import { editableFormStates } from "./rules.ts";

const maxBytes = 10 * 1024 * 1024;
const mediaTypes = ["application/pdf", "image/jpeg", "image/png"] as const;

const input = z.object({
  formId: idInput,
  fileName: z.string().trim().max(200).default(""),
  mediaType: z.enum(mediaTypes),
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

/** Adds a page of the scanned paper. What it is, its content tells, not its name. Fails with `invalid`. */
export async function addScan(
  context: Context<StaffActor>,
  { formId, fileName, bytes }: { formId: string; fileName: string; bytes: Buffer },
): Promise<{ formId: string }> {
  if (bytes.length === 0) failField("scan", "scan.missing");
  if (bytes.length > maxBytes) failField("scan", "scan.size");
  const found = await fileTypeFromBuffer(bytes);
  const mediaType = mediaTypes.find((type) => type === found?.mime) ?? failField("scan", "scan.type");
  return addCommand(context, { formId, fileName, mediaType, bytes });
}
