import { getT } from "#app/_lib/language.ts";
import { renewLinkAction, withdrawLinkAction } from "#app/(console)/staff/actions.ts";
import { ButtonLink } from "#components/button.tsx";
import { Form } from "#components/form.tsx";
import { Section } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import type { Language } from "#components/words/words.ts";
import type { readPerson } from "#core/staff/read-person.ts";
import type { Deed } from "#core/staff/rules.ts";

type Found = Awaited<ReturnType<typeof readPerson>>;
type Props = Pick<Found, "person" | "own" | "link" | "mayLink" | "deeds" | "proposed" | "alone"> & {
  language: Language;
  manages: boolean;
};

/** What the state itself asks for, before anything else. */
const nextSteps: readonly Deed[] = ["unlock", "admit", "enable"];

/** All that this person may do with an account now, each on a page of its own; links to enrol by at once. */
export async function Deeds({
  language,
  manages,
  person,
  own,
  link,
  mayLink,
  deeds,
  proposed,
  alone,
}: Props) {
  const t = await getT("staff");
  const common = await getT("common");
  const pending = common("pending");
  const staffId = <input type="hidden" name="staffId" value={person.id} />;
  const notes = [!manages && t("readOnly"), proposed && deeds.length > 0 && t("waits"), alone && t("alone")];
  return (
    <Section title={t("section.deeds")}>
      <div className="flex flex-col gap-3">
        {mayLink && (
          <Form id="renew" action={renewLinkAction} language={language} labels={{}}>
            {staffId}
            <p className="-mb-2 text-[0.875rem] text-ink-soft">{t("renewText")}</p>
            <SubmitButton look={link && !link.over ? "secondary" : "primary"} pending={pending} wide>
              {t("renew")}
            </SubmitButton>
          </Form>
        )}
        {mayLink && link && !link.over && (
          <Form id="withdraw-link" action={withdrawLinkAction} language={language} labels={{}}>
            {staffId}
            <SubmitButton look="secondary" pending={pending} wide>
              {t("withdrawLink")}
            </SubmitButton>
          </Form>
        )}
        {own && (
          <p>
            {t("own")} <a href="/me">{common("ownAccount")}</a>
          </p>
        )}
        {deeds.map((deed) => (
          <ButtonLink
            key={deed}
            href={`/staff/${person.id}/${deed}`}
            look={nextSteps.includes(deed) ? "primary" : "secondary"}
            wide
          >
            {t(`deed.${deed}`)}
          </ButtonLink>
        ))}
        {notes.map(
          (note) =>
            note && (
              <p key={note} className="text-[0.875rem] text-ink-soft">
                {note}
              </p>
            ),
        )}
      </div>
    </Section>
  );
}
