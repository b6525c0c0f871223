import { type NextRequest, NextResponse } from "next/server";
import { knownFailure } from "#app/_lib/action.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { staffContext } from "#app/_lib/session.ts";
import { addScan } from "#core/forms/add-scan.ts";
import { scanType } from "#core/forms/scan-type.ts";

/**
 * Takes pages of a scan by a plain form post: an action's body may have 1 MB, a scan 10. Leads back to the form, with
 * the place of the file that is none: then none of them is added.
 */
export async function POST(request: NextRequest, { params }: RouteContext<"/forms/[id]/scans">) {
  const { id } = await params;
  const context = await staffContext();
  let at = 0;
  const outcome = await request
    .formData()
    .then(async (form) => {
      const files = form.getAll("scan").filter((one) => one instanceof File);
      if (files.length === 0) return { error: "scan.missing" };
      const pages: { fileName: string; bytes: Buffer }[] = [];
      for (const file of files) {
        if (files.length > 1) at++;
        const bytes = Buffer.from(await file.arrayBuffer());
        await scanType(bytes);
        pages.push({ fileName: file.name, bytes });
      }
      for (const page of pages) await addScan(context, { formId: id, ...page });
      return { done: "scan" };
    })
    .catch((error: unknown) => {
      const failure = knownFailure(error);
      const { scan } = failure.fields;
      return scan ? { error: scan, at: at || undefined } : { error: failure.code };
    });
  return new NextResponse(null, { status: 303, headers: { Location: listHref(`/forms/${id}`, outcome) } });
}
