import { getT } from "#app/_lib/language.ts";
import { SelectField } from "#components/field.tsx";
import { type Role, roles } from "#core/staff/rules.ts";

type Props = {
  branches: readonly { code: string; name: string }[];
  seat?: { role: Role; branchCode: string | null };
};

/** A role, and the branch that goes with it or none. */
export async function SeatFields({ branches, seat }: Props) {
  const t = await getT("staff");
  const common = await getT("common");
  return (
    <>
      <SelectField
        name="role"
        required
        width="full"
        {...(seat ? { defaultValue: seat.role } : { emptyLabel: t("choose") })}
        options={roles.map((value) => ({ value, label: common(`role.${value}`) }))}
      />
      <SelectField
        name="branchCode"
        width="full"
        support={t("support.branchCode")}
        emptyLabel={t("noBranch")}
        defaultValue={seat?.branchCode ?? ""}
        options={branches.map(({ code, name }) => ({ value: code, label: common("branch", { code, name }) }))}
      />
    </>
  );
}
