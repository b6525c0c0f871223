import type { Actor } from "./actor.ts";
import type { ClientScope } from "./clients/rules.ts";
import type { Role } from "./staff/rules.ts";

/** Who may do what: each permission with the roles that have it. */
export const staffPermissions = {
  "contract.read": ["clerk", "approver", "operations", "manager", "auditor"],
  "form.read": ["clerk", "approver", "operations", "manager", "auditor"],
  "form.key": ["clerk"],
  "form.decide": ["approver"],
  "order.read": ["clerk", "approver", "operations", "manager", "auditor"],
  "order.dispatch": ["operations"],
  "token.read": ["operations", "manager", "auditor"],
  "token.view": ["clerk", "approver", "operations", "manager", "auditor"],
  "token.test": ["clerk", "operations"],
  "token.resync": ["clerk", "operations"],
  "token.import": ["operations"],
  "token.stop": ["clerk", "operations"],
  "token.move": ["operations"],
  "token.decide": ["approver", "manager"],
  "notice.read": ["clerk", "approver", "operations", "manager", "auditor"],
  /** Prints letters, and sends again what the mail could not. */
  "notice.handle": ["clerk", "operations"],
  /** Where a customer's mail goes, as their paper says; and where a branch's own does. */
  "mailAddress.propose": ["clerk"],
  "mailAddress.decide": ["approver"],
  "branchMail.read": ["manager", "auditor"],
  "branchMail.propose": ["manager"],
  "branchMail.decide": ["manager"],
  "setting.read": ["manager", "auditor"],
  "setting.propose": ["manager"],
  "setting.decide": ["manager"],
  "fee.read": ["approver", "manager", "auditor"],
  /** One fee with its ledger; `fee.read` is of the reports. */
  "fee.view": ["clerk", "approver", "operations", "manager", "auditor"],
  "fee.collect": ["clerk"],
  /** Its invoice, return invoice and receipts, to print. */
  "fee.print": ["clerk", "approver", "manager", "auditor"],
  /** So that it may be printed as more than a specimen. */
  "fee.issue": ["clerk", "approver", "manager"],
  "fee.ask": ["clerk", "approver", "manager"],
  "fee.decide": ["manager"],
  /** A month that the job has left open. */
  "fee.close": ["manager"],
  /** The fees and tax rates by their days; who changes them, and who approves it. */
  "feeRule.read": ["manager", "auditor"],
  "feeRule.propose": ["manager"],
  "feeRule.decide": ["manager"],
  "debit.read": ["manager", "auditor"],
  "debit.propose": ["manager"],
  "debit.decide": ["manager"],
  "delegation.read": ["approver", "auditor"],
  "delegation.name": ["approver"],
  "audit.read": ["auditor"],
  "customer.unmask": ["operations", "manager", "auditor"],
  "lookup.read": ["manager", "auditor"],
  "lookup.review": ["manager", "auditor"],
  "staff.read": ["auditor", "administrator"],
  "staff.manage": ["administrator"],
  /** Of what another administrator asks for. */
  "staff.decide": ["administrator"],
  "client.read": ["auditor", "administrator"],
  "client.manage": ["administrator"],
  /** Of what another administrator asks for. */
  "client.decide": ["administrator"],
  /** How the keys that seal seeds and cards are used; never the keys themselves. */
  "key.read": ["auditor", "administrator"],
  /** One's own password, authenticator, recovery codes and sessions. */
  "account.own": ["clerk", "approver", "operations", "manager", "auditor", "administrator"],
  /** Takes a list that one may read out as a file; the list's own permission comes first. */
  "list.export": ["clerk", "approver", "operations", "manager", "auditor", "administrator"],
  /** Begins an installation with its first administrator: from the command line alone. */
  "staff.begin": [],
  /** What the jobs of the queue do by themselves. */
  "job.work": [],
} as const satisfies Record<string, readonly Role[]>;

/** What an API key's scopes allow. */
export const clientPermissions = {
  "status:read": ["status.read"],
  "login:check": ["login.check"],
  "tokens:resync": ["token.resync"],
  "metrics:read": ["metrics.read"],
} as const satisfies Record<ClientScope, readonly string[]>;

export type StaffPermission = keyof typeof staffPermissions;
export type ClientPermission = (typeof clientPermissions)[ClientScope][number];
/** What a customer may do with their own contract, and nobody else. */
export type CustomerPermission = "token.register";
export type Permission = StaffPermission | ClientPermission | CustomerPermission;

/** Whether the actor has the permission. The system itself (demo data, jobs) has every one. */
export function permits(actor: Actor, permission: Permission): boolean {
  switch (actor.kind) {
    case "system":
      return true;
    case "customer":
      return permission === "token.register";
    case "client":
      return actor.scopes.some((scope) => listed(clientPermissions, scope).includes(permission));
    case "staff":
      return listed(staffPermissions, permission).includes(actor.role);
  }
}

/** What a table lists under a name of its own; nothing for `constructor` and other names that every object has. */
function listed(table: Readonly<Record<string, readonly string[]>>, name: string): readonly string[] {
  return Object.hasOwn(table, name) ? (table[name] ?? []) : [];
}
