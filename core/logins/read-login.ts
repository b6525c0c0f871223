import { closeLogin as closeLoginRow } from "#db/login-checks.ts";
import { cellsAsked } from "./challenge.ts";
import type { LoginContext } from "./context.ts";
import { readLoginId } from "./input.ts";
import { openLogin } from "./open-login.ts";
import { type CellNames, dueFactor, type Factor, type LoginState, mayRegister } from "./rules.ts";

/** A login under way, for the page that shows its next step; a reload shows the same cells. */
export type LoginView = {
  loginId: string;
  contractorId: string;
  state: LoginState;
  /** The factor it began with. */
  factor: Factor;
  /** Whether nothing more is accepted of this contract. */
  locked: boolean;
  /** The two cells asked, where the card is due. */
  cells?: CellNames;
  /** The two cells asked with the serial and OTP, while a token waits to be registered. */
  registration?: { cells: CellNames };
};

/** One login of this caller, or undefined where it is over or unknown. Fails with `not_found` for no id at all. */
export async function readLogin(context: LoginContext, loginId: unknown): Promise<LoginView | undefined> {
  const found = await openLogin(context, readLoginId(loginId));
  if (!found) return undefined;
  const { login, standing } = found;
  const due = dueFactor(standing);
  const asksCard = due === "card" && login.state === "factor_required";
  const registers = found.order !== null && mayRegister(standing);
  const cells = asksCard || registers ? await cellsAsked(context, found) : undefined;
  return {
    loginId: login.id,
    contractorId: found.contractorId,
    state: login.state,
    factor: login.factor,
    locked: due === "locked",
    ...(asksCard && cells && { cells }),
    ...(registers && cells && { registration: { cells } }),
  };
}

/** Ends a login, as when the customer logs out. One that is over stays so. */
export async function closeLogin({ db, clientKey }: LoginContext, loginId: unknown): Promise<void> {
  await closeLoginRow(db, { loginId: readLoginId(loginId), clientKey });
}
