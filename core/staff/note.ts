import { writeAudit } from "#db/audit.ts";
import type { Tx } from "#db/client.ts";
import type { Staff } from "#db/staff.ts";
import type { SignInContext } from "./context.ts";

/** What people do to their own accounts, outside of `command`. */
export type AccountEvent =
  | "staff.sign_in"
  | "staff.lock"
  | "staff.link"
  | "staff.confirm"
  | "staff.join"
  | "staff.use_recovery_code"
  | "staff.change_password"
  | "staff.change_authenticator";

/** Puts on record what a person did to their own account. */
export async function note(
  tx: Tx,
  { now, request }: Pick<SignInContext, "now" | "request">,
  person: Pick<Staff, "id" | "name" | "username" | "branchCode">,
  action: AccountEvent,
  after: Record<string, unknown> = {},
): Promise<void> {
  await writeAudit(tx, [
    {
      at: now,
      actorKind: "staff",
      actorId: person.id,
      actorName: person.name,
      action,
      subjectKind: "staff",
      subjectId: person.id,
      subjectLabel: person.username,
      branchCode: person.branchCode,
      after,
      requestId: request.id,
      address: request.address,
    },
  ]);
}
