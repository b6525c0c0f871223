import { getT } from "#app/_lib/language.ts";
import { ChoiceFilter } from "#app/(console)/choice-filter.tsx";

type Props = { branches: readonly { code: string; name: string }[]; asked: string | undefined };

/** Narrows a list to one branch; not there for whom it holds one branch alone. */
export async function BranchField({ branches, asked }: Props) {
  if (branches.length < 2) return null;
  const common = await getT("common");
  const names = new Map(branches.map(({ code, name }) => [code, common("branch", { code, name })]));
  return (
    <ChoiceFilter
      name="branch"
      label={common("branchField")}
      asked={asked}
      values={[...names.keys()]}
      words={(code) => names.get(code) ?? code}
    />
  );
}
