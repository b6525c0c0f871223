import type { ComponentProps } from "react";
import { getT } from "#app/_lib/language.ts";
import { ConditionFields } from "#app/(console)/tokens/condition-fields.tsx";
import { TextareaField } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import type { Language } from "#components/words/words.ts";

type Conditions = ComponentProps<typeof ConditionFields>;
type Props = {
  language: Language;
  asked: Conditions["asked"] & { serials: string };
  kinds: Conditions["kinds"];
};

/** Which labels: by what the tokens have in common, or by their serials. */
export async function LabelFilter({ language, asked, kinds }: Props) {
  const t = await getT("stock");
  return (
    <FilterBar
      language={language}
      action="/tokens/labels"
      active={Object.values(asked).some((value) => value !== "")}
    >
      <ConditionFields asked={asked} kinds={kinds} />
      <div className="w-full">
        <TextareaField
          name="serials"
          label={t("field.serials")}
          support={t("labels.serialsSupport")}
          rows={2}
          defaultValue={asked.serials}
        />
      </div>
    </FilterBar>
  );
}
