import { getT } from "#app/_lib/language.ts";
import { type FieldWidth, SelectField } from "#components/field.tsx";

type Props<Value extends string> = {
  name: string;
  label: string;
  asked: string | undefined;
  values: readonly Value[];
  words: (value: Value) => string;
  /** What the list holds where nothing is asked; everything unless said, and else `all` asks for everything. */
  usual?: string;
  /** As wide as its longest choice unless said. */
  width?: FieldWidth;
};

/** Narrows a list to one of a few values. */
export async function ChoiceFilter<Value extends string>(props: Props<Value>) {
  const { name, label, asked, values, words, usual, width = "auto" } = props;
  const all = (await getT("common"))("list.all");
  return (
    <SelectField
      name={name}
      label={label}
      width={width}
      emptyLabel={usual ?? all}
      defaultValue={asked ?? ""}
      options={[
        ...values.map((value) => ({ value, label: words(value) })),
        ...(usual ? [{ value: "all", label: all }] : []),
      ]}
    />
  );
}
