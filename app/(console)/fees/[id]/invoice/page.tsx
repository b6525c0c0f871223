import type { Metadata } from "next";
import { getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { guardPage } from "#app/_lib/session.ts";
import { PaperPage } from "#app/(console)/fees/[id]/paper-page.tsx";
import { readPapers } from "#core/fees/read-papers.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("fees"))("paper.title.invoice") };
}

export default async function InvoicePage({ params }: PageProps<"/fees/[id]/invoice">) {
  const context = await guardPage("fee.print");
  const { id } = await params;
  const found = await loadPage(readPapers(context, { feeId: id }));
  return <PaperPage paper="invoice" path={`/fees/${id}/invoice`} found={found} context={context} />;
}
