import type { NextRequest } from "next/server";
import { fileResponse } from "#app/_lib/route.ts";
import { staffContext } from "#app/_lib/session.ts";
import { downloadBatch } from "#core/debits/download.ts";

/** The request file as it was built, for whoever hands it over. */
export async function GET(_request: NextRequest, { params }: RouteContext<"/debits/[id]/file">) {
  return fileResponse(async () => {
    const { id: batchId } = await params;
    const { number, file } = await downloadBatch(await staffContext(), { batchId });
    return {
      body: Uint8Array.from(file),
      mediaType: "application/octet-stream",
      disposition: `attachment; filename="debit-${number}.txt"`,
    };
  });
}
