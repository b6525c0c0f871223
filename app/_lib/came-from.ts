import "server-only";
import { headers } from "next/headers";

/** What the search adds to the address of the one thing it found: the browser goes on telling of the page before. */
const foundMark = "found";

/** Where the search leads when it finds just one thing. */
export function pathOfFound({ kind, id }: { kind: string; id: string }): string {
  return `/${kind}s/${id}?${foundMark}=1`;
}

/** The path of this desk's page that led here; undefined where the address was typed or kept. */
export async function cameFrom(): Promise<string | undefined> {
  const asked = await headers();
  const here = new URL(asked.get("x-page") ?? "/", "http://desk.invalid");
  if (here.searchParams.has(foundMark)) return "/contracts";
  const from = asked.get("referer");
  if (!from || !URL.canParse(from)) return undefined;
  const { host, pathname } = new URL(from);
  return host === (asked.get("x-forwarded-host") ?? asked.get("host")) ? pathname : undefined;
}
