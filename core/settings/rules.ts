/** The parts of the settings' page, in its order. */
export const bankSettingGroups = [
  "limits",
  "otp",
  "card",
  "pace",
  "staff",
  "desk",
  "stock",
  "fees",
  "debit",
  "issuer",
] as const;
export type BankSettingGroup = (typeof bankSettingGroups)[number];

export type BankSettingUnit =
  | "times"
  | "steps"
  | "counters"
  | "seconds"
  | "minutes"
  | "days"
  | "businessDays"
  | "calendarMonths"
  | "months"
  | "dayOfMonth";

export type NumberSetting = {
  group: BankSettingGroup;
  unit: BankSettingUnit;
  /** Whole numbers, both ends included; within the CHECKs of the table. */
  min: number;
  max: number;
  /** Whether there may be no limit at all, kept as null. */
  unlimited?: true;
  /** Which way lets more through a login: an approver is told. */
  looser: "more" | "less" | "neither";
};

/**
 * Digits of a fixed number, a name in the characters of a Zengin file, a registration number of the National Tax Agency
 * (T and 13 digits), any words, or one of some choices. Null until the bank has said it, where it need not be `settled`.
 */
export type TextSetting = { group: BankSettingGroup; looser: "neither" } & (
  | { text: "digits" | "kana" | "words"; length: number }
  | { text: "registration" }
  | { text: "choice"; choices: readonly string[]; settled?: true }
);

export type BankSetting = NumberSetting | TextSetting;

/** The rules that a bank may set, in the order of their page. */
export const bankSettings = {
  // NIST SP 800-63B-4 §3.2.2: no more than 100 failures in a row.
  passwordLimit: { group: "limits", unit: "times", min: 1, max: 100, looser: "more" },
  otpLimit: { group: "limits", unit: "times", min: 1, max: 100, looser: "more" },
  cardLimit: { group: "limits", unit: "times", min: 1, max: 100, looser: "more" },
  otpWindowSteps: { group: "otp", unit: "steps", min: 0, max: 10, looser: "more" },
  hotpLookAhead: { group: "otp", unit: "counters", min: 1, max: 100, looser: "more" },
  driftStepLimit: { group: "otp", unit: "steps", min: 0, max: 10, looser: "more" },
  driftTotalLimit: { group: "otp", unit: "steps", min: 0, max: 120, looser: "more" },
  resyncWindowSteps: { group: "otp", unit: "steps", min: 1, max: 1000, looser: "more" },
  // A pair that is soon over lets a thief of some cells wait for the pair that he knows.
  challengeMinutes: { group: "card", unit: "minutes", min: 1, max: 1440, looser: "less" },
  cardAccessDays: { group: "card", unit: "days", min: 1, max: 365, looser: "more" },
  cardUseLimit: { group: "card", unit: "times", min: 1, max: 1000, unlimited: true, looser: "more" },
  loginMinutes: { group: "pace", unit: "minutes", min: 1, max: 60, looser: "more" },
  retryDelaySeconds: { group: "pace", unit: "seconds", min: 0, max: 3600, looser: "less" },
  addressFailureLimit: {
    group: "pace",
    unit: "times",
    min: 1,
    max: 100_000,
    unlimited: true,
    looser: "more",
  },
  addressWindowMinutes: { group: "pace", unit: "minutes", min: 1, max: 1440, looser: "less" },
  staffConfirmMinutes: { group: "staff", unit: "minutes", min: 1, max: 60, looser: "more" },
  orderDueBusinessDays: { group: "desk", unit: "businessDays", min: 1, max: 60, looser: "neither" },
  formFollowBusinessDays: { group: "desk", unit: "businessDays", min: 1, max: 60, looser: "neither" },
  registrationReminderDays: { group: "desk", unit: "days", min: 1, max: 60, looser: "neither" },
  mailSilentDays: { group: "desk", unit: "days", min: 1, max: 60, looser: "neither" },
  returnedKeptMonths: { group: "desk", unit: "calendarMonths", min: 1, max: 24, looser: "neither" },
  reorderMonths: { group: "stock", unit: "months", min: 1, max: 24, looser: "neither" },
  taxPoint: {
    group: "fees",
    text: "choice",
    choices: ["dispatch", "assessment"],
    settled: true,
    looser: "neither",
  },
  taxRounding: {
    group: "fees",
    text: "choice",
    choices: ["floor", "round", "ceil"],
    settled: true,
    looser: "neither",
  },
  feeClosingDay: { group: "fees", unit: "businessDays", min: 1, max: 15, looser: "neither" },
  consignorCode: { group: "debit", text: "digits", length: 10, looser: "neither" },
  consignorName: { group: "debit", text: "kana", length: 40, looser: "neither" },
  bankCode: { group: "debit", text: "digits", length: 4, looser: "neither" },
  bankKana: { group: "debit", text: "kana", length: 15, looser: "neither" },
  consignorBranchCode: { group: "debit", text: "digits", length: 3, looser: "neither" },
  consignorBranchKana: { group: "debit", text: "kana", length: 15, looser: "neither" },
  consignorAccountType: {
    group: "debit",
    text: "choice",
    choices: ["ordinary", "current", "other"],
    looser: "neither",
  },
  consignorAccountNumber: { group: "debit", text: "digits", length: 7, looser: "neither" },
  debitDay: { group: "debit", unit: "dayOfMonth", min: 1, max: 31, looser: "neither" },
  debitTries: { group: "debit", unit: "times", min: 1, max: 12, looser: "neither" },
  issuerName: { group: "issuer", text: "words", length: 60, looser: "neither" },
  issuerAddress: { group: "issuer", text: "words", length: 100, looser: "neither" },
  issuerNumber: { group: "issuer", text: "registration", looser: "neither" },
} as const satisfies Record<string, BankSetting>;

export type BankSettingName = keyof typeof bankSettings;
export const bankSettingNames = Object.keys(bankSettings) as BankSettingName[];

/** The settings that hold a text. */
export const textSettingNames = bankSettingNames.filter((name) => "text" in bankSettings[name]);

/** A setting's value: a whole number of its unit or null for no limit; a text, or null for one not said yet. */
export type SettingValue = number | string | null;
export type BankRules = Readonly<Record<BankSettingName, SettingValue>>;
/** Some of them, as a change has them before and after. */
export type SettingValues = Readonly<Partial<BankRules>>;

/** The rules that may be set among all the settings of a bank. */
export function bankRulesOf(settings: BankRules): BankRules {
  return valuesOf(settings, bankSettingNames);
}

/** Of the rules in force and those wanted, the ones that differ; both empty where nothing does. */
export function changeOf(
  inForce: BankRules,
  wanted: BankRules,
): { before: SettingValues; after: SettingValues } {
  const changed = bankSettingNames.filter((name) => inForce[name] !== wanted[name]);
  return { before: valuesOf(inForce, changed), after: valuesOf(wanted, changed) };
}

export type ChangedSetting = { name: BankSettingName; before: SettingValue; after: SettingValue };

/** A change setting by setting, in the order of the page. */
export function changedSettings(change: { before: SettingValues; after: SettingValues }): ChangedSetting[] {
  return bankSettingNames
    .filter((name) => name in change.after)
    .map((name) => ({ name, before: change.before[name] ?? null, after: change.after[name] ?? null }));
}

/** Whether the new value lets more through than the old one; never where neither way does. */
export function loosens({ name, before, after }: ChangedSetting): boolean {
  const { looser } = bankSettings[name];
  if (looser === "neither") return false;
  const [was, is] = [Number(before ?? Number.POSITIVE_INFINITY), Number(after ?? Number.POSITIVE_INFINITY)];
  return looser === "more" ? is > was : is < was;
}

function valuesOf(rules: BankRules, names: readonly BankSettingName[]): BankRules {
  return Object.fromEntries(names.map((name) => [name, rules[name]])) as BankRules;
}
