import { getFormat, getT } from "#app/_lib/language.ts";
import { Chip } from "#components/chip.tsx";
import { DescriptionList } from "#components/description-list.tsx";
import { Section } from "#components/page-head.tsx";
import type { readPerson } from "#core/staff/read-person.ts";

type Props = Pick<Awaited<ReturnType<typeof readPerson>>, "person" | "branches" | "link">;

/** Who somebody is at this desk, how they sign in, and how their account stands. */
export async function AccountFacts({ person, branches, link }: Props) {
  const t = await getT("staff");
  const common = await getT("common");
  const format = await getFormat();
  const branch = branches.find(({ code }) => code === person.branchCode);
  const invited = person.state === "invited";
  return (
    <Section title={t("section.account")}>
      <DescriptionList
        items={[
          { label: t("field.username"), value: <span className="code">{person.username}</span> },
          { label: t("field.role"), value: common(`role.${person.role}`) },
          { label: t("field.branch"), value: branch ? common("branch", branch) : common("allBranches") },
          {
            label: t("field.signInBy"),
            value: t(`signInBy.${person.singleSignOn ? "single_sign_on" : "password"}`),
          },
          ...(invited
            ? [{ label: t("field.link"), value: linkText() }]
            : [{ label: t("field.authenticator"), value: authenticatorText() }]),
          {
            label: t("field.signedIn"),
            value: person.signedInAt ? format.dateTime(person.signedInAt) : t("never"),
          },
          { label: t("field.created"), value: format.dateTime(person.createdAt) },
          ...(person.passwordChangeDue
            ? [{ label: t("field.password"), value: <Chip tone="warning">{t("passwordDue")}</Chip> }]
            : []),
        ]}
      />
    </Section>
  );

  function linkText() {
    if (!link) return t("noLink");
    const at = format.dateTime(link.expiresAt);
    return link.over ? <Chip tone="warning">{t("linkOver", { at })}</Chip> : t("linkUntil", { at });
  }

  function authenticatorText() {
    if (person.hasAuthenticator) return t("hasAuthenticator");
    return t(person.state === "disabled" ? "noAuthenticator" : "noAuthenticatorText");
  }
}
