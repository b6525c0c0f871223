import type { Metadata } from "next";
import { getConfirmWords, getLanguage, getT } from "#app/_lib/language.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { UploadForm } from "#app/(console)/tokens/imports/new/upload-form.tsx";
import { shownFields } from "#app/(console)/tokens/imports/upload/fields.ts";
import { formWords } from "#components/form.tsx";
import { confirmField } from "#components/form-state.ts";
import { PageHead, Section } from "#components/page-head.tsx";
import { fieldError } from "#components/words/translate.ts";
import { isConfirmed } from "#core/actor.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("tokenImports"))("newTitle") };
}

const fields = ["batch", "manufacturer", "model", "expiresOn", "fileKey", "filePassword", "file"] as const;

/** How long somebody may take over the form: an OTP that runs out before is asked for at once. */
const fillingMinutes = 2;

/** Comes back with `error.<field>` and what was typed where the upload was refused; asks for a fresh OTP where one is due. */
export default async function NewTokenImportPage({ searchParams }: PageProps<"/tokens/imports/new">) {
  const { actor, now } = await guardPage("token.import");
  const params = await searchParams;
  const language = await getLanguage();
  const t = await getT("tokenImports");
  const errors = [confirmField, ...fields].flatMap((field) => {
    const key = oneParam(params, `error.${field}`);
    return key ? [[field, fieldError(language, key)]] : [];
  });
  const typed = shownFields.flatMap((field) => {
    const value = oneParam(params, field);
    return value ? [[field, [value]]] : [];
  });
  const sentBy = new Date(now.getTime() + fillingMinutes * 60_000);
  const { submit: _, ...confirm } = await getConfirmWords();
  return (
    <Desk desk="tokens">
      <PageHead
        title={t("newTitle")}
        lead={t("newLead")}
        back={{ href: "/tokens/imports", label: t("toList") }}
      />
      <Section title={t("section.facts")}>
        <UploadForm
          words={formWords(language)}
          labels={Object.fromEntries(fields.map((field) => [field, t(`field.${field}`)]))}
          support={{
            file: t("support.file"),
            batch: t("support.batch"),
            manufacturer: t("support.unsaid"),
            model: t("support.unsaid"),
            expiresOn: t("support.expiresOn"),
            fileKey: t("support.fileKey"),
            filePassword: t("support.filePassword"),
          }}
          errors={Object.fromEntries(errors)}
          typed={Object.fromEntries(typed)}
          submit={t("upload")}
          {...(!isConfirmed(actor, sentBy) && { confirm })}
        />
      </Section>
    </Desk>
  );
}
