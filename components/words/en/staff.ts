import type { staff as ja } from "#components/words/ja/staff.ts";
import type { Shape } from "#components/words/shape.ts";

export const staff = {
  title: "Staff",
  lead: "User names, roles and branches of the staff.",
  field: { username: "User name", name: "Name", role: "Role", branch: "Branch", active: "Account" },
  active: { yes: "Enabled", no: "Disabled" },
} as const satisfies Shape<typeof ja>;
