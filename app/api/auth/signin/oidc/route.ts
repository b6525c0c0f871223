import { notFound } from "next/navigation";
import { leadAway, leadTo, startSingleSignOn } from "#app/_lib/single-sign-on.ts";
import { env } from "#env.ts";

/** The button of single sign-on. */
export async function POST(): Promise<Response> {
  if (!env().singleSignOn) notFound();
  const url = await startSingleSignOn();
  return url ? leadAway(url) : leadTo("/sign-in?problem=away");
}
