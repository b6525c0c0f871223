import type { contracts as ja } from "#components/words/ja/contracts.ts";
import type { Shape } from "#components/words/shape.ts";

export const contracts = {
  title: "Contracts",
  lead: "Find a contract by contractor ID, serial or kana name.",
  one: "Contract {contractorId}",
  otpState: {
    unregistered: "Not registered",
    registered: "In use",
    suspended: "Suspended",
    reissuing: "Reissue under way",
    locked: "Locked",
  },
  cardAccess: { open: "Card access open", shut: "Card access shut" },
  counter: { password: "Login password", otp: "One-time password", card: "Card password" },
  loginOutcome: {
    accepted: "Accepted",
    rejected: "Rejected",
    locked: "Locked",
    factor_required: "Factor asked for",
  },
  field: {
    contractorId: "Contractor ID (user number)",
    name: "Name",
    kana: "Name in kana",
    branch: "Branch",
    account: "Account",
    address: "Registered address",
    phone: "Phone",
    otpState: "OTP state",
    token: "Token now",
    cardAccess: "Customer card",
    failures: "Failures",
  },
  section: { now: "Now", underWay: "Under way", history: "History" },
} as const satisfies Shape<typeof ja>;
