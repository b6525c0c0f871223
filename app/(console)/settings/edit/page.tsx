import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { FormEnd } from "#app/(console)/form-end.tsx";
import { proposeSettingsAction } from "#app/(console)/settings/actions.ts";
import { ButtonLink } from "#components/button.tsx";
import { Field, SelectField, TextareaField } from "#components/field.tsx";
import { FieldGrid, Form } from "#components/form.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { settingValueWords } from "#components/words/settings.ts";
import { readBankSettings } from "#core/settings/read.ts";
import {
  type BankSettingName,
  bankSettingGroups,
  bankSettingNames,
  bankSettings,
} from "#core/settings/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("settings"))("editTitle") };
}

export default async function EditSettingsPage() {
  const context = await guardPage("setting.propose");
  const { inForce, since, proposed } = await readBankSettings(context, {});
  const t = await getT("settings");
  const language = await getLanguage();
  const format = await getFormat();
  const names = bankSettingNames.map((name) => [name, t(`name.${name}`)]);
  return (
    <Desk desk="settings">
      <PageHead title={t("editTitle")} lead={t("editLead")} back={{ href: "/settings", label: t("title") }} />
      {proposed ? (
        <Notice
          tone="warning"
          title={t("waiting")}
          action={<ButtonLink href="/settings">{t("seeWaiting")}</ButtonLink>}
        >
          {`${proposed.makerName}　${format.dateTime(proposed.proposedAt)}`}
        </Notice>
      ) : (
        <div className="panel max-w-[64rem] p-6">
          <Form
            action={proposeSettingsAction}
            language={language}
            labels={{ ...Object.fromEntries(names), reason: t("field.reason") }}
          >
            <input type="hidden" name="since" value={since} />
            {bankSettingGroups.map((group) => (
              <fieldset key={group}>
                <legend className="mb-2 font-700 text-[1.125rem]">{t(`group.${group}`)}</legend>
                <FieldGrid>
                  {bankSettingNames.filter((name) => bankSettings[name].group === group).map(field)}
                </FieldGrid>
              </fieldset>
            ))}
            <TextareaField name="reason" required rows={2} />
            <FormEnd back="/settings">{t("propose")}</FormEnd>
          </Form>
        </div>
      )}
    </Desk>
  );

  function field(name: BankSettingName) {
    const setting = bankSettings[name];
    const shown = { name, defaultValue: String(inForce[name] ?? "") };
    const help = t(`help.${name}`);
    if (!("text" in setting)) {
      const { min, max } = setting;
      const unlimited = "unlimited" in setting;
      const range = t("range", { min, max: settingValueWords(language, name, max) });
      return (
        <Field
          key={name}
          {...shown}
          required={!unlimited}
          width="xs"
          halfWidth="digits"
          inputMode="numeric"
          support={
            <>
              {help}
              <span className="block">
                {range}
                {unlimited && ` ${t("mayBeEmpty")}`}
              </span>
            </>
          }
        />
      );
    }
    if (setting.text === "choice") {
      return (
        <SelectField
          key={name}
          {...shown}
          width="s"
          support={help}
          {...("settled" in setting ? { required: true } : { emptyLabel: t("unset") })}
          options={setting.choices.map((value) => ({ value, label: t(`choice.${value}`) }))}
        />
      );
    }
    return <Field key={name} {...shown} support={help} width={setting.text === "digits" ? "s" : "m"} />;
  }
}
