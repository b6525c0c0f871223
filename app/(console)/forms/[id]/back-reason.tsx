import { getT } from "#app/_lib/language.ts";
import { SelectField, TextareaField } from "#components/field.tsx";
import { backCodesOf } from "#core/forms/rules.ts";

type Props = { step: keyof typeof backCodesOf; hotkey?: string };

/** Why a form goes back: from the list of what usually is wrong, and in words. */
export async function BackReason({ step, hotkey }: Props) {
  const t = await getT("forms");
  return (
    <>
      <SelectField
        name="reasonCode"
        required
        width="full"
        {...(hotkey && { hotkey })}
        emptyLabel={t("chooseReason")}
        options={backCodesOf[step].map((value) => ({ value, label: t(`backCode.${value}`) }))}
      />
      <TextareaField name="reason" rows={2} />
    </>
  );
}
