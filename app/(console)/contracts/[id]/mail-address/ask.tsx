import { getLanguage, getT } from "#app/_lib/language.ts";
import { FormEnd } from "#app/(console)/form-end.tsx";
import { proposeMailAddressAction } from "#app/(console)/notices/addresses/actions.ts";
import { DescriptionList } from "#components/description-list.tsx";
import { Field, TextareaField } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import { Section } from "#components/page-head.tsx";

type Props = { contract: { id: string; mailAddress: string | null }; mayAsk: boolean };

/** Where mail goes now, and for a clerk the form that asks for another address. */
export async function AskForAddress({ contract, mayAsk }: Props) {
  const t = await getT("mailAddresses");
  const present = contract.mailAddress ?? t("byLetter");
  if (!mayAsk)
    return (
      <Section title={t("noChange")}>
        <DescriptionList items={[{ label: t("field.present"), value: present }]} />
        <p className="mt-2 text-ink-soft">{t("noChangeText")}</p>
      </Section>
    );
  return (
    <div className="panel max-w-[56rem] p-6">
      <Form
        action={proposeMailAddressAction}
        language={await getLanguage()}
        labels={{
          mailAddress: t("field.mailAddress"),
          paperOn: t("field.paperOn"),
          reason: t("field.paper"),
        }}
      >
        <input type="hidden" name="contractId" value={contract.id} />
        <DescriptionList items={[{ label: t("field.present"), value: present }]} />
        <Field
          name="mailAddress"
          support={t("support.mailAddress")}
          defaultValue={contract.mailAddress ?? ""}
          halfWidth="text"
          inputMode="email"
        />
        <Field name="paperOn" required width="s" support={t("support.paperOn")} halfWidth="text" />
        <TextareaField name="reason" required rows={2} support={t("support.paper")} />
        <FormEnd back={`/contracts/${contract.id}`}>{t("propose")}</FormEnd>
      </Form>
    </div>
  );
}
