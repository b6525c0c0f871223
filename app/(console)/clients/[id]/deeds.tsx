import { getT } from "#app/_lib/language.ts";
import { ButtonLink } from "#components/button.tsx";
import { Section } from "#components/page-head.tsx";
import type { readClient } from "#core/clients/read.ts";

type Props = Pick<
  Awaited<ReturnType<typeof readClient>>,
  "client" | "proposed" | "deeds" | "administrators"
> & { manages: boolean };

/** What may be done with a client now, each on a page of its own; else why nothing may. */
export async function Deeds({ client, proposed, deeds, administrators, manages }: Props) {
  const t = await getT("clients");
  if (client.state === "disabled") return null;
  return (
    <Section title={t("section.deeds")}>
      <div className="flex flex-col gap-3">
        {!manages && <p className="text-ink-soft">{t("readOnly")}</p>}
        {manages && administrators < 2 && <p>{t("alone")}</p>}
        {manages && proposed && <p className="text-ink-soft">{t("waitsText")}</p>}
        {manages &&
          deeds.map((deed) => (
            <ButtonLink
              key={deed}
              href={`/clients/${client.id}/${deed}`}
              look={deed === "issue" ? "primary" : "secondary"}
              wide
            >
              {t(`deed.${deed}`)}
            </ButtonLink>
          ))}
      </div>
    </Section>
  );
}
