import {
  formatDate,
  formatDateTime,
  formatNumber,
  formatSigned,
  formatYen,
} from "#components/words/format.ts";
import { settingValueWords } from "#components/words/settings.ts";
import { fieldError, translate } from "#components/words/translate.ts";
import { type Language, words } from "#components/words/words.ts";
import { oneLine } from "#core/audit/rules.ts";
import { bankSettingNames } from "#core/settings/rules.ts";

type Loose = { (key: string): string; has(key: string): boolean };
type Facts = Readonly<Record<string, unknown>>;

/** What a command did, in words: `form.approve` is 届出書を承認（検印）. A command without words shows its name. */
export function commandWords(language: Language, action: string): string {
  return look(language, "audit", `action.${action.replaceAll(".", "_")}`) ?? action;
}

/** What it was done to: 届出書, 発行依頼. */
export function subjectWords(language: Language, kind: string): string {
  return look(language, "audit", `subject.${kind}`) ?? kind;
}

/** The facts of one audit row as label and value, in the order of the words; what has no words is left out. */
export function factWords(
  language: Language,
  subjectKind: string,
  facts: Facts | null,
): { label: string; value: string }[] {
  return Object.entries(words[language].audit.fact).flatMap(([name, label]) => {
    const value = facts?.[name];
    const setting = bankSettingNames.find((one) => one === name);
    if (setting && (typeof value === "number" || typeof value === "string" || value === null))
      return [{ label, value: settingValueWords(language, setting, value) }];
    if (value === null || value === undefined || value === "") return [];
    return [{ label, value: valueWords(language, subjectKind, name, value) }];
  });
}

export type FactChange = { name: string; label: string; before: string; after: string; changed: boolean };

/**
 * What one audit row says was before and after, fact by fact: in the order of the words, then under their own names
 * those that have none. `changed`: it has another value after, where there is a before at all.
 */
export function changeWords(
  language: Language,
  subjectKind: string,
  { before, after }: { before: Facts | null; after: Facts | null },
): FactChange[] {
  const known = Object.keys(words[language].audit.fact);
  const given = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const inOrder = [
    ...known.filter((name) => given.includes(name)),
    ...given.filter((name) => !known.includes(name)),
  ];
  return inOrder.map((name) => {
    const [was, is] = [before, after].map((facts) => ({
      given: Object.hasOwn(facts ?? {}, name),
      text: shownValue(language, subjectKind, name, facts?.[name]),
    }));
    const told = { before: was?.text ?? "", after: is?.text ?? "" };
    const label = look(language, "audit", `fact.${name}`) ?? name;
    return { name, label, ...told, changed: Boolean(was?.given && is?.given) && told.before !== told.after };
  });
}

function shownValue(language: Language, subjectKind: string, name: string, value: unknown): string {
  const [known] = factWords(language, subjectKind, { [name]: value });
  if (known) return oneLine(known.value);
  if (value === null || value === undefined) return "";
  return oneLine(typeof value === "string" ? value : JSON.stringify(value));
}

function valueWords(language: Language, subjectKind: string, name: string, value: unknown): string {
  const common = translate(language, "common");
  const t = translate(language, "audit");
  const coded = typeof value === "string" ? codeWords(language, subjectKind, name, value) : undefined;
  if (coded !== undefined) return coded;
  if (typeof value === "boolean") return common(value ? "yes" : "no");
  if (name === "cardAccess") return t(value === "open" ? "cardOpen" : "cardClosed");
  if (name === "scopes") return scopeWords(language, (value as string[]) ?? []);
  if (name === "driftSteps") return t("drift", { steps: formatSigned(language, Number(value)) });
  if (name === "feeYen") {
    const { net, tax, gross } = value as { net: number; tax: number; gross: number };
    const yen = (amount: number) => formatYen(language, amount);
    return t("fee", { net: yen(net), tax: yen(tax), gross: yen(gross) });
  }
  if (name.endsWith("Yen")) return formatYen(language, Number(value));
  if (name === "sizeBytes") return `${formatNumber(language, Math.ceil(Number(value) / 1024))} kB`;
  if (name.endsWith("On")) return formatDate(language, String(value));
  if (name.endsWith("At") || name.endsWith("Until")) return formatDateTime(language, new Date(String(value)));
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/** What an API client may do, in words; a scope without any shows its name. */
export function scopeWords(language: Language, scopes: readonly string[]): string {
  return scopes.map((scope) => look(language, "clients", `scope.${scope}`) ?? scope).join(" ・ ");
}

type Spoken =
  | "audit"
  | "clients"
  | "common"
  | "contracts"
  | "fees"
  | "debits"
  | "forms"
  | "lookUps"
  | "orders"
  | "proposals"
  | "staff"
  | "tokenImports"
  | "tokenMoves"
  | "notices"
  | "tokens";

/** Where the states of a subject have their words. */
const stateWords: Readonly<Record<string, Spoken>> = {
  debit_batch: "debits",
  fee_rule_change: "proposals",
  notice: "notices",
  order: "orders",
  setting_change: "proposals",
  token: "tokens",
  token_import: "tokenImports",
  token_request: "proposals",
};

/** The words of a coded value: a state by whose it is, a kind, a reason, what the post said. */
function codeWords(language: Language, subjectKind: string, name: string, value: string): string | undefined {
  switch (name) {
    case "state":
      return look(language, stateWords[subjectKind] ?? "forms", `state.${value}`);
    case "event":
      return look(language, "notices", `event.${value}`);
    case "recipient":
      return look(language, "notices", `recipient.${value}`);
    case "move":
      return look(language, "tokenMoves", `move.${value}`);
    case "test":
      return look(language, "tokenMoves", `outcome.${value}`);
    case "outcome":
      return look(language, "contracts", `loginOutcome.${value}`);
    case "unmaskReason":
      return look(language, "lookUps", `reason.${value}`);
    case "mail":
      return look(language, "orders", `mailState.${value}`);
    case "kind":
    case "reason":
    case "channel":
    case "identityDocument":
      return look(language, "forms", `${name}.${value}`);
    case "list":
      return look(language, "audit", `list.${value}`) ?? look(language, "common", `desk.${value}`);
    case "role":
      return look(language, "common", `role.${value}`);
    case "client":
      return look(language, "clients", `state.${value}`);
    case "account":
      return look(language, "staff", `state.${value}`);
    case "signInBy":
      return look(language, "staff", `signInBy.${value}`);
    case "change":
      return look(language, "staff", `change.${value}`);
    case "paper":
      return look(language, "fees", `paper.title.${value}`);
    case "feeRequest":
      return look(language, "fees", `request.${value}`);
    case "proposal":
      return look(language, "proposals", `state.${value}`);
    case "refusal":
      return fieldError(language, value);
    default:
      return undefined;
  }
}

function look(language: Language, namespace: Spoken, key: string): string | undefined {
  const t = translate(language, namespace) as unknown as Loose;
  return t.has(key) ? t(key) : undefined;
}
