import { getT } from "#app/_lib/language.ts";
import { CheckboxGroup } from "#components/choice-field.tsx";
import { Field } from "#components/field.tsx";
import { clientScopes } from "#core/clients/rules.ts";

type Props = { scopes: readonly string[]; callsPerMinute: number | null };

/** What a client may do, to be filled in; begins with what holds now. */
export async function AllowanceFields({ scopes, callsPerMinute }: Props) {
  const t = await getT("clients");
  return (
    <>
      <CheckboxGroup
        name="scopes"
        required
        support={t("support.scopes")}
        defaultValues={scopes}
        options={clientScopes.map((value) => ({
          value,
          label: `${t(`scope.${value}`)}　${value}`,
          support: t(`scopeText.${value}`),
        }))}
      />
      <Field
        name="callsPerMinute"
        support={t("support.callsPerMinute")}
        width="xs"
        halfWidth="digits"
        inputMode="numeric"
        defaultValue={String(callsPerMinute ?? "")}
      />
    </>
  );
}
