import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { DescriptionList } from "#components/description-list.tsx";
import { Section } from "#components/page-head.tsx";
import { formatSigned } from "#components/words/format.ts";
import type { readToken } from "#core/tokens/read.ts";

type Props = Pick<Awaited<ReturnType<typeof readToken>>, "token">;

/** What a token is: its make, its kind, its battery, its clock. */
export async function Facts({ token }: Props) {
  const t = await getT("tokenMoves");
  const tokens = await getT("tokens");
  const audit = await getT("audit");
  const language = await getLanguage();
  const format = await getFormat();
  const algorithm = token.algorithm.toUpperCase().replace("SHA", "SHA-");
  return (
    <Section title={t("section.facts")}>
      <DescriptionList
        items={[
          { label: tokens("field.model"), value: `${token.manufacturer}　${token.model}` },
          ...(token.batch ? [{ label: tokens("field.batch"), value: token.batch }] : []),
          { label: tokens("field.kind"), value: tokens(`kind.${token.kind}`) },
          { label: t("field.algorithm"), value: algorithm },
          { label: tokens("field.digits"), value: token.digits },
          { label: tokens("field.batteryExpiresOn"), value: format.date(token.expiresOn) },
          ...(token.kind === "totp"
            ? [
                {
                  label: t("field.drift"),
                  value: audit("drift", { steps: formatSigned(language, token.driftSteps) }),
                },
              ]
            : []),
          { label: t("field.importedAt"), value: format.dateTime(token.importedAt) },
        ]}
      />
    </Section>
  );
}
