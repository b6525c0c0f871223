import { type NextRequest, NextResponse } from "next/server";
import { knownFailure } from "#app/_lib/action.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { staffContext } from "#app/_lib/session.ts";
import { addScan } from "#core/forms/add-scan.ts";

/** Takes pages of a scan by a plain form post: an action's body may have 1 MB, a scan 10. Leads back to the form. */
export async function POST(request: NextRequest, { params }: RouteContext<"/forms/[id]/scans">) {
  const { id } = await params;
  const context = await staffContext();
  const outcome = await request
    .formData()
    .then(async (form) => {
      const files = form.getAll("scan").filter((one) => one instanceof File);
      if (files.length === 0) return { error: "scan.missing" };
      for (const file of files) {
        const bytes = Buffer.from(await file.arrayBuffer());
        await addScan(context, { formId: id, fileName: file.name, bytes });
      }
      return { done: "scan" };
    })
    .catch((error: unknown) => {
      const failure = knownFailure(error);
      return { error: failure.fields.scan ?? failure.code };
    });
  return new NextResponse(null, { status: 303, headers: { Location: listHref(`/forms/${id}`, outcome) } });
}
