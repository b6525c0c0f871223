import { notFound } from "next/navigation";
import { finishSingleSignOn, leadTo, type SingleSignOnEnd } from "#app/_lib/single-sign-on.ts";
import { env } from "#env.ts";

const next: Partial<Record<SingleSignOnEnd, string>> = { full: "/", password: "/sign-in/otp" };

/** Where the provider sends people back to. */
export async function GET(request: Request): Promise<Response> {
  if (!env().singleSignOn) notFound();
  const end = await finishSingleSignOn(new URL(request.url).search);
  return leadTo(next[end] ?? `/sign-in?problem=${end}`);
}
