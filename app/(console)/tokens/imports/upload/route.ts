import { unstable_rethrow } from "next/navigation";
import { type NextRequest, NextResponse } from "next/server";
import { knownFailure } from "#app/_lib/action.ts";
import { confirmBy } from "#app/_lib/confirm.ts";
import { readUpload } from "#app/_lib/multipart.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { staffContext } from "#app/_lib/session.ts";
import { shownFields } from "#app/(console)/tokens/imports/upload/fields.ts";
import { confirmField } from "#components/form-state.ts";
import type { FieldErrors } from "#core/errors.ts";
import { permits } from "#core/permissions.ts";
import { uploadTokenFile } from "#core/token-imports/upload.ts";

/** Takes a token file by a plain form post and keeps it as it comes. Leads to its import, or back to the form. */
export async function POST(request: NextRequest) {
  const { actor } = await staffContext();
  if (!permits(actor, "token.import")) return seeOther("/tokens/imports/new");
  const upload = readUpload(request, "file");
  try {
    const { fileName, chunks } = await upload.opened;
    await confirmBy(new Map(Object.entries(upload.fields)));
    const { importId } = await uploadTokenFile(await staffContext(), { ...upload.fields, fileName }, chunks);
    return seeOther(`/tokens/imports/${importId}`);
  } catch (error) {
    upload.ignore();
    unstable_rethrow(error);
    const failure = knownFailure(error);
    const asks: FieldErrors = { [confirmField]: "otp.required" };
    const { fileName = `code.${failure.code}`, ...others } =
      failure.code === "confirm" ? asks : failure.fields;
    const errors = Object.entries(Object.keys(others).length > 0 ? others : { file: fileName });
    const typed = shownFields.map((name) => [name, upload.fields[name]]);
    const query = [...typed, ...errors.map(([field, key]) => [`error.${field}`, key])];
    return seeOther(listHref("/tokens/imports/new", Object.fromEntries(query)));
  }
}

function seeOther(path: string) {
  return new NextResponse(null, { status: 303, headers: { Location: path } });
}
