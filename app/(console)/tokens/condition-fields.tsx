import { getFormat, getT } from "#app/_lib/language.ts";
import { oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";
import { Field, SelectField } from "#components/field.tsx";
import type { listKinds } from "#core/tokens/list.ts";
import { type TokenState, tokenStates } from "#core/tokens/rules.ts";

/** By what an address narrows tokens; empty where it does not. */
export function askedConditions(params: SearchParams) {
  const asked = (name: string) => oneParam(params, name) ?? "";
  return {
    state: asked("state"),
    model: asked("model"),
    batch: asked("batch"),
    expiresFrom: asked("expiresFrom"),
    expiresBefore: asked("expiresBefore"),
  };
}

type Props = {
  asked: ReturnType<typeof askedConditions>;
  kinds: Awaited<ReturnType<typeof listKinds>>;
  /** How every state is chosen: by nothing, unless nothing already chooses one of them. */
  everyState?: "" | "all";
  counts?: readonly { state: TokenState; count: number }[];
};

/** What tokens have in common, as the fields of a filter bar. */
export async function ConditionFields({ asked, kinds, everyState = "", counts }: Props) {
  const t = await getT("tokens");
  const all = (await getT("common"))("list.all");
  const { number } = await getFormat();
  const counted = (state: TokenState) => {
    const count = counts?.find((row) => row.state === state)?.count ?? 0;
    return counts ? `${t(`state.${state}`)} (${number(count)})` : t(`state.${state}`);
  };
  return (
    <>
      <SelectField
        name="state"
        label={t("field.state")}
        width="auto"
        defaultValue={asked.state}
        options={[
          { value: everyState, label: all },
          ...tokenStates.map((value) => ({ value, label: counted(value) })),
        ]}
      />
      <ChoiceFilter
        name="model"
        label={t("field.model")}
        asked={asked.model}
        values={offered(kinds.models, asked.model)}
        words={(one) => one}
      />
      {offered(kinds.batches, asked.batch).length > 0 && (
        <ChoiceFilter
          name="batch"
          label={t("field.batch")}
          asked={asked.batch}
          values={offered(kinds.batches, asked.batch)}
          words={(one) => one}
        />
      )}
      {(["expiresFrom", "expiresBefore"] as const).map((name) => (
        <Field
          key={name}
          name={name}
          type="date"
          label={t(`field.${name}`)}
          width="auto"
          defaultValue={asked[name]}
        />
      ))}
    </>
  );
}

/** Also the value that narrows now, should there be no such token: what is shown must be what is asked. */
function offered(values: readonly string[], asked: string) {
  return asked === "" || values.includes(asked) ? values : [...values, asked];
}
