import { getT } from "#app/_lib/language.ts";
import { SelectField } from "#components/field.tsx";

type Props = { branches: readonly { code: string; name: string }[]; asked: string | undefined };

/** Narrows a list to one branch; not there for whom it holds one branch alone. */
export async function BranchField({ branches, asked }: Props) {
  if (branches.length < 2) return null;
  const common = await getT("common");
  return (
    <SelectField
      name="branch"
      label={common("branchField")}
      width="auto"
      emptyLabel={common("allBranches")}
      defaultValue={asked ?? ""}
      options={branches.map(({ code, name }) => ({ value: code, label: common("branch", { code, name }) }))}
    />
  );
}
