export const roles = ["clerk", "approver", "operations", "manager", "auditor", "administrator"] as const;
export type Role = (typeof roles)[number];

/** Roles that belong to one branch and see only its records. */
export const branchRoles = ["clerk", "approver"] as const satisfies readonly Role[];

/** A session has passed the password only, or both factors. */
export const sessionStages = ["password", "full"] as const;

/** What a link to enrol oneself is for: a new person, or one who lost the password or the authenticator. */
export const invitationPurposes = ["join", "reset"] as const;
export type InvitationPurpose = (typeof invitationPurposes)[number];

/**
 * What of a person's account two administrators decide: that somebody with much authority is let in, their role and
 * branch, and that a disabled account works again.
 */
export const staffChangeKinds = ["admit", "move", "enable"] as const;
export type StaffChangeKind = (typeof staffChangeKinds)[number];

/** Roles with so much authority that nobody lets another in by themselves. */
export const rolesAdmittedByTwo = ["manager", "administrator"] as const satisfies readonly Role[];

/** How an account stands: its person has yet to enrol, may sign in, has failed too often, or may not sign in. */
export const accountStates = ["invited", "active", "locked", "disabled"] as const;
export type AccountState = (typeof accountStates)[number];

/** Whether somebody of a role belongs to a branch. */
export function belongsToBranch(role: Role): boolean {
  return (branchRoles as readonly Role[]).includes(role);
}
