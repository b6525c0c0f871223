import { unstable_rethrow } from "next/navigation";
import { type NextRequest, NextResponse } from "next/server";
import { knownFailure } from "#app/_lib/action.ts";
import { confirmBy } from "#app/_lib/confirm.ts";
import { readUpload } from "#app/_lib/multipart.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { staffContext } from "#app/_lib/session.ts";
import { confirmField } from "#components/form-state.ts";
import { mostResultBytes } from "#core/debits/rules.ts";
import { settleBatch } from "#core/debits/settle.ts";
import { failField } from "#core/errors.ts";
import { permits } from "#core/permissions.ts";

/** Takes a result file by a plain form post. Leads to its batch, with what came of it or what is wrong with the file. */
export async function POST(request: NextRequest, { params }: RouteContext<"/debits/[id]/result">) {
  const { id: batchId } = await params;
  const page = `/debits/${batchId}`;
  const { actor } = await staffContext();
  if (!permits(actor, "debit.propose")) return seeOther(page);
  const upload = readUpload(request, "file");
  try {
    const { chunks } = await upload.opened;
    await confirmBy(new Map(Object.entries(upload.fields)));
    const settlement = await settleBatch(await staffContext(), { batchId, bytes: await whole(chunks) });
    if (settlement.outcome === "known") return seeOther(listHref(page, { known: 1 }));
    if (settlement.outcome === "settled") return seeOther(listHref(page, { done: "settled" }));
    const { code, values } = settlement.refusal;
    return seeOther(listHref(page, { "error.file": code, ...values }));
  } catch (error) {
    upload.ignore();
    unstable_rethrow(error);
    const failure = knownFailure(error);
    if (failure.code === "confirm")
      return seeOther(listHref(page, { [`error.${confirmField}`]: "otp.required" }));
    const [[field, key] = ["file", `about.${failure.about}`]] = Object.entries(failure.fields);
    return seeOther(listHref(page, { [`error.${field}`]: key }));
  }
}

/** The file in one piece: even the largest request is small. */
async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of chunks) {
    size += piece.length;
    if (size > mostResultBytes) failField("file", "debitResult.size");
    pieces.push(piece);
  }
  if (size === 0) failField("file", "debitResult.missing");
  return Buffer.concat(pieces);
}

function seeOther(path: string) {
  return new NextResponse(null, { status: 303, headers: { Location: path } });
}
