import { sql } from "drizzle-orm";
import { check, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { branchRoles, roles, staffChangeKinds } from "#core/staff/rules.ts";
import { id } from "./columns.ts";
import { oneOf } from "./one-of.ts";
import { proposalChecks, proposalColumns } from "./proposals.ts";
import { branches, staff } from "./staff.ts";

/** A change of somebody's account: asked for by one administrator, in force once another has approved it. */
export const staffChanges = pgTable(
  "staff_changes",
  {
    id: id(),
    ...proposalColumns(),
    kind: text({ enum: staffChangeKinds }).notNull(),
    staffId: uuid()
      .notNull()
      .references(() => staff.id),
    /** Role and branch as they were when a move was asked for, and as they are to be; null for other kinds. */
    fromRole: text({ enum: roles }),
    fromBranchCode: text().references(() => branches.code),
    toRole: text({ enum: roles }),
    toBranchCode: text().references(() => branches.code),
  },
  (t) => [
    ...proposalChecks("staff_changes", t),
    check("staff_changes_kind_known", oneOf(t.kind, staffChangeKinds)),
    check(
      "staff_changes_not_of_oneself",
      sql`${t.makerId} <> ${t.staffId} and (${t.checkerId} is null or ${t.checkerId} <> ${t.staffId})`,
    ),
    check(
      "staff_changes_move_says_where",
      sql`(${t.kind} = 'move') = (${t.fromRole} is not null) and (${t.kind} = 'move') = (${t.toRole} is not null)
        and (${t.kind} = 'move' or coalesce(${t.fromBranchCode}, ${t.toBranchCode}) is null)`,
    ),
    check(
      "staff_changes_branch_by_role",
      sql`${t.toRole} is null
        or (${oneOf(t.toRole, roles)}) and (${oneOf(t.toRole, branchRoles)}) = (${t.toBranchCode} is not null)`,
    ),
    uniqueIndex("staff_changes_one_proposed").on(t.staffId).where(sql`${t.state} = 'proposed'`),
  ],
);
