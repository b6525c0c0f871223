import { findOpenLogin, type OpenLogin } from "#db/logins.ts";
import type { LoginContext } from "./context.ts";
import { networkOf } from "./event.ts";

/** A login of this caller that is not over, with all that its next step needs. */
export function openLogin(
  { db, clientKey, address, now }: LoginContext,
  loginId: string,
): Promise<OpenLogin | undefined> {
  return findOpenLogin(db, { loginId, clientKey, now, network: networkOf(address) });
}
