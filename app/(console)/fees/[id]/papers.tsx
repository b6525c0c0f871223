import { getT } from "#app/_lib/language.ts";
import { paperPaths } from "#app/(console)/fees/[id]/paper-paths.ts";
import { ButtonLink } from "#components/button.tsx";
import { Section } from "#components/page-head.tsx";
import { feePapers } from "#core/fees/rules.ts";

/** The way to what a customer may be given of a fee. */
export async function Papers({ feeId }: { feeId: string }) {
  const t = await getT("fees");
  return (
    <Section title={t("paper.section")}>
      <p className="mb-3">{t("paper.lead")}</p>
      <div className="flex flex-col gap-2">
        {feePapers.map((paper) => (
          <ButtonLink key={paper} href={`/fees/${feeId}/${paperPaths[paper]}`} wide>
            {t(`paper.title.${paper}`)}
          </ButtonLink>
        ))}
      </div>
    </Section>
  );
}
