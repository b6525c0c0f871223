import { type NextRequest, NextResponse } from "next/server";
import { knownFailure } from "#app/_lib/action.ts";
import { readUpload } from "#app/_lib/multipart.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { staffContext } from "#app/_lib/session.ts";
import { shownFields } from "#app/(console)/tokens/imports/upload/fields.ts";
import { permits } from "#core/permissions.ts";
import { uploadTokenFile } from "#core/token-imports/upload.ts";

/** Takes a token file by a plain form post and keeps it as it comes. Leads to its import, or back to the form. */
export async function POST(request: NextRequest) {
  const context = await staffContext();
  if (!permits(context.actor, "token.import")) return seeOther("/tokens/imports/new");
  const upload = readUpload(request, "file");
  try {
    const { fileName, chunks } = await upload.opened;
    const { importId } = await uploadTokenFile(context, { ...upload.fields, fileName }, chunks);
    return seeOther(`/tokens/imports/${importId}`);
  } catch (error) {
    upload.ignore();
    const failure = knownFailure(error);
    const { fileName = failure.code, ...others } = failure.fields;
    const errors = Object.entries(
      others.file || Object.keys(others).length > 0 ? others : { file: fileName },
    );
    const typed = shownFields.map((name) => [name, upload.fields[name]]);
    const query = [...typed, ...errors.map(([field, key]) => [`error.${field}`, key])];
    return seeOther(listHref("/tokens/imports/new", Object.fromEntries(query)));
  }
}

function seeOther(path: string) {
  return new NextResponse(null, { status: 303, headers: { Location: path } });
}
