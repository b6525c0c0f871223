import { getT } from "#app/_lib/language.ts";
import { Field } from "#components/field.tsx";

type Props = { asked: { from: string | undefined; until: string | undefined } };

/** Narrows a list to some days in Japan, the last one included. */
export async function DaysFilter({ asked }: Props) {
  const common = await getT("common");
  return (["from", "until"] as const).map((name) => (
    <Field
      key={name}
      name={name}
      type="date"
      label={common(`list.${name}`)}
      width="auto"
      defaultValue={asked[name] ?? ""}
    />
  ));
}
