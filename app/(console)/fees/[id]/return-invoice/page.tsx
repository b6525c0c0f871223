import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { guardPage } from "#app/_lib/session.ts";
import { PaperPage } from "#app/(console)/fees/[id]/paper-page.tsx";
import { readPapers } from "#core/fees/read-papers.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("fees"))("paper.title.returnInvoice") };
}

export default async function ReturnInvoicePage({ params }: PageProps<"/fees/[id]/return-invoice">) {
  const context = await guardPage("fee.print");
  const { id } = await params;
  const found = await loadPage(readPapers(context, { feeId: id }));
  return (
    <PaperPage paper="returnInvoice" path={`/fees/${id}/return-invoice`} found={found} context={context} />
  );
}
