import { getT } from "#app/_lib/language.ts";
import { Field, SelectField, TextareaField } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import type { Language } from "#components/words/words.ts";
import { tokenStates } from "#core/tokens/rules.ts";

type Props = {
  language: Language;
  asked: Readonly<Record<string, string>>;
  kinds: { models: readonly string[]; batches: readonly string[] };
};

/** Which labels: by what the tokens have in common, or by their serials. */
export async function LabelFilter({ language, asked, kinds }: Props) {
  const t = await getT("stock");
  const moves = await getT("tokenMoves");
  const tokens = await getT("tokens");
  const common = await getT("common");
  const same = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
  const all = common("list.all");
  return (
    <FilterBar
      language={language}
      action="/tokens/labels"
      active={Object.values(asked).some((value) => value !== "")}
    >
      <SelectField
        name="state"
        label={tokens("field.state")}
        width="auto"
        emptyLabel={all}
        defaultValue={asked.state ?? ""}
        options={tokenStates.map((value) => ({ value, label: tokens(`state.${value}`) }))}
      />
      <SelectField
        name="model"
        label={t("field.model")}
        width="auto"
        emptyLabel={all}
        defaultValue={asked.model ?? ""}
        options={same(kinds.models)}
      />
      {kinds.batches.length > 0 && (
        <SelectField
          name="batch"
          label={t("field.batch")}
          width="auto"
          emptyLabel={all}
          defaultValue={asked.batch ?? ""}
          options={same(kinds.batches)}
        />
      )}
      {(["expiresFrom", "expiresBefore"] as const).map((name) => (
        <Field
          key={name}
          name={name}
          type="date"
          label={name === "expiresFrom" ? t("field.expiresFrom") : moves("field.expiresBefore")}
          width="auto"
          defaultValue={asked[name] ?? ""}
        />
      ))}
      <div className="w-full">
        <TextareaField
          name="serials"
          label={t("field.serials")}
          support={t("labels.serialsSupport")}
          rows={2}
          defaultValue={asked.serials ?? ""}
        />
      </div>
    </FilterBar>
  );
}
