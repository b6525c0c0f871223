import { leadAway, leadTo, providerSignOutUrl } from "#app/_lib/single-sign-on.ts";

/** After our own session: leads to the provider for the end of its own, if it offers that. */
export async function GET(): Promise<Response> {
  const url = await providerSignOutUrl();
  return url ? leadAway(url) : leadTo("/sign-in?signed-out=1");
}
