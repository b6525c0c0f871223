import type { NextRequest } from "next/server";
import { fileResponse } from "#app/_lib/route.ts";
import { staffContext } from "#app/_lib/session.ts";
import { readScan } from "#core/forms/read.ts";

/** The bytes of one scan, to be shown beside the form. */
export async function GET(_: NextRequest, { params }: RouteContext<"/forms/[id]/scans/[scanId]">) {
  const { id, scanId } = await params;
  return fileResponse(async () => {
    const scan = await readScan(await staffContext(), { formId: id, scanId });
    return { body: new Uint8Array(scan.bytes), mediaType: scan.mediaType, disposition: "inline" };
  });
}
