import "server-only";
import { readSealed } from "#app/_lib/auth.ts";

/** The secret of the link by which this browser came; empty where it came by none. */
export async function invitationToken(): Promise<string> {
  const token = (await readSealed("invitation"))?.token;
  return typeof token === "string" ? token : "";
}
