import { getT } from "#app/_lib/language.ts";
import { ButtonLink } from "#components/button.tsx";
import { Section } from "#components/page-head.tsx";

const paths = [
  ["invoice", "invoice"],
  ["returnInvoice", "return-invoice"],
  ["receipt", "receipt"],
] as const;

/** The way to what a customer may be given of a fee. */
export async function Papers({ feeId }: { feeId: string }) {
  const t = await getT("fees");
  return (
    <Section title={t("paper.section")}>
      <p className="mb-3">{t("paper.lead")}</p>
      <div className="flex flex-col gap-2">
        {paths.map(([paper, path]) => (
          <ButtonLink key={paper} href={`/fees/${feeId}/${path}`} wide>
            {t(`paper.title.${paper}`)}
          </ButtonLink>
        ))}
      </div>
    </Section>
  );
}
