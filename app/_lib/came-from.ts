import "server-only";
import { headers } from "next/headers";

/** The path of this desk's page that led here; undefined where the address was typed or kept. */
export async function cameFrom(): Promise<string | undefined> {
  const asked = await headers();
  const from = asked.get("referer");
  if (!from || !URL.canParse(from)) return undefined;
  const { host, pathname } = new URL(from);
  return host === (asked.get("x-forwarded-host") ?? asked.get("host")) ? pathname : undefined;
}
