import { getLanguage, getT } from "#app/_lib/language.ts";
import { oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";
import { Checkbox } from "#components/choice-field.tsx";
import { Field } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { lookUpPurposes } from "#core/look-ups/rules.ts";

const only = ["unmasked", "outsideHours", "otherBranch"] as const;
const names = ["month", "staffId", "branchCode", "contractorId", "purpose", ...only] as const;
type Filter = Record<(typeof names)[number], string | undefined>;

/** The conditions in the list's address. */
export function filterOf(params: SearchParams): Filter {
  return Object.fromEntries(names.map((name) => [name, oneParam(params, name)])) as Filter;
}

type Props = { filter: Filter; month: string; people: readonly { id: string; name: string }[] };

export async function LookUpFilter({ filter, month, people }: Props) {
  const t = await getT("lookUps");
  const contracts = await getT("contracts");
  return (
    <FilterBar language={await getLanguage()} action="/look-ups" active={Object.values(filter).some(Boolean)}>
      <Field name="month" type="month" label={t("field.month")} width="auto" defaultValue={month} />
      <ChoiceFilter
        name="staffId"
        label={t("field.staff")}
        asked={filter.staffId}
        values={people.map(({ id }) => id)}
        words={(id) => people.find((one) => one.id === id)?.name ?? id}
      />
      <Field
        name="branchCode"
        label={t("field.contractBranch")}
        width="xs"
        halfWidth="digits"
        defaultValue={filter.branchCode ?? ""}
      />
      <Field
        name="contractorId"
        label={contracts("field.contractorId")}
        width="s"
        halfWidth="digits"
        defaultValue={filter.contractorId ?? ""}
      />
      <ChoiceFilter
        name="purpose"
        label={t("field.purpose")}
        asked={filter.purpose}
        values={lookUpPurposes}
        words={(purpose) => t(`purpose.${purpose}`)}
      />
      {only.map((name) => (
        <Checkbox key={name} name={name} label={t(`only.${name}`)} defaultChecked={filter[name] === "on"} />
      ))}
    </FilterBar>
  );
}
