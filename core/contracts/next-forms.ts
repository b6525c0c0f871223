import type { FormKind } from "#core/forms/rules.ts";
import type { OtpState } from "#core/logins/rules.ts";
import type { TokenState } from "#core/tokens/rules.ts";

type Situation = {
  otpState: OtpState;
  /** The bound token; its battery's last day as YYYY-MM-DD. */
  token: { state: TokenState; expiresOn: string } | undefined;
  /** The day in Japan, YYYY-MM-DD. */
  today: string;
  hasOpenOrder: boolean;
  /** The kinds of the contract's forms under way: of each there is one at most. */
  underWay: readonly FormKind[];
};

/** Kinds of form that a contract's standing may ask for. */
export type NextForm = Extract<FormKind, "unlock" | "found_report" | "new" | "reissue">;

/** The forms that lead on from where a contract stands. */
export function nextForms({ otpState, token, today, hasOpenOrder, underWay }: Situation): NextForm[] {
  const kinds: NextForm[] = [];
  if (otpState === "locked") kinds.push("unlock");
  if (token?.state === "suspended") kinds.push("found_report");
  if (!token && !hasOpenOrder) kinds.push("new");
  if (token && !hasOpenOrder && (token.state === "suspended" || token.expiresOn < today))
    kinds.push("reissue");
  return kinds.filter((kind) => !underWay.includes(kind));
}
