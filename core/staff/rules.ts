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

/** By what the list of changes is sorted, the newest first. */
export const staffChangeSorts = ["proposedAt"] as const;
export type StaffChangeSort = (typeof staffChangeSorts)[number];

/** Roles with so much authority that nobody lets another in by themselves. */
export const rolesAdmittedByTwo = ["manager", "administrator"] as const satisfies readonly Role[];

/** By what its person signs in. */
export const signInWays = ["password", "single_sign_on"] as const;
export type SignInWay = (typeof signInWays)[number];

/** How an account stands: its person has yet to enrol, may sign in, has failed too often, or may not sign in. */
export const accountStates = ["invited", "active", "locked", "disabled"] as const;
export type AccountState = (typeof accountStates)[number];
/** By what the list is narrowed: how an account stands, or that its invitation has no link. */
export const listedAccountStates = [...accountStates, "no_link"] as const;

/** By what the list is sorted; first the usual way. */
export const staffSorts = ["username", "name", "role", "branch", "signedIn"] as const;
export type StaffSort = (typeof staffSorts)[number];

/** What an administrator does to somebody else's account. */
export const deeds = [
  "unlock",
  "end_sessions",
  "demand_password",
  "reset",
  "admit",
  "move",
  "disable",
  "enable",
] as const;
export type Deed = (typeof deeds)[number];

type Standing = {
  state: AccountState;
  singleSignOn: boolean;
  passwordChangeDue: boolean;
  /** In how many browsers its person is signed in. */
  sessions: number;
  /** Whether a link may be given: for a role with much authority two have agreed to it. */
  mayJoin: boolean;
  /** Whether something waits for a second administrator's decision. */
  proposed: boolean;
  /** How many administrators could decide what is asked for now. */
  deciders: number;
};

/** What can be done to an account as it stands. What takes two is left out while there is nobody to decide it. */
export function deedsFor(account: Standing): Deed[] {
  const { state, singleSignOn, passwordChangeDue, sessions, mayJoin, proposed, deciders } = account;
  const enrolled = state === "active" || state === "locked";
  const mayAsk = !proposed && deciders > 0;
  const possible: Record<Deed, boolean> = {
    unlock: state === "locked",
    end_sessions: sessions > 0,
    demand_password: enrolled && !singleSignOn && !passwordChangeDue,
    reset: enrolled,
    admit: state === "invited" && !mayJoin && mayAsk,
    move: state !== "disabled" && mayAsk,
    disable: state !== "disabled",
    enable: state === "disabled" && mayAsk,
  };
  return deeds.filter((deed) => possible[deed]);
}

/** Whether it takes two administrators to let somebody of a role in, where there are two. */
export function admittedByTwo(role: Role): boolean {
  return (rolesAdmittedByTwo as readonly Role[]).includes(role);
}

/** Whether somebody of a role belongs to a branch. */
export function belongsToBranch(role: Role): boolean {
  return (branchRoles as readonly Role[]).includes(role);
}
