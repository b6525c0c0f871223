import { getLanguage, getT } from "#app/_lib/language.ts";
import { SelectField } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";

type Props = { models: readonly { model: string; count: number }[]; model: string | undefined };

/** The one model that goes out now: a token of another is refused at its scan. */
export async function ModelChoice({ models, model }: Props) {
  const t = await getT("dispatches");
  return (
    <FilterBar language={await getLanguage()} action="/orders/allocate" active={model !== undefined}>
      <SelectField
        name="model"
        label={t("allocate.model")}
        width="auto"
        emptyLabel={t("allocate.anyModel")}
        defaultValue={model ?? ""}
        options={models.map(({ model: value, count }) => ({
          value,
          label: t("allocate.modelOption", { model: value, count }),
        }))}
      />
    </FilterBar>
  );
}
