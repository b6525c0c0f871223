import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import { keepSealed } from "#app/_lib/auth.ts";

/** Long enough to find one's phone; whoever needs longer opens the link again. */
const linkSeconds = 60 * 60;

/** Takes the link's secret out of the address at once, so that no history, `Referer` or screen shows it. */
export async function GET(_: NextRequest, { params }: RouteContext<"/join/[token]">): Promise<never> {
  const { token } = await params;
  await keepSealed("invitation", { token: token.slice(0, 100) }, linkSeconds);
  redirect("/join");
}
