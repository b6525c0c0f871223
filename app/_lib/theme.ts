import "server-only";
import { cookies, headers } from "next/headers";
import { type Theme, themes } from "#components/themes.ts";
import { env } from "#env.ts";

const cookieName = "theme";

/** Pages of no desk: customers and the sign-in look as the device does, whoever used the browser before. */
const asTheDevice = /^\/(personal-web|sign-in|sign-out|join|password)(\/|\?|$)/;

/** What this person chose for the console; undefined where the page is to look as the device does. */
export async function getTheme(): Promise<Theme | undefined> {
  if (asTheDevice.test((await headers()).get("x-page") ?? "/")) return undefined;
  const chosen = (await cookies()).get(cookieName)?.value;
  return themes.find((one) => one === chosen);
}

/** Remembers the choice for a year in this browser; what is none of the themes is the device's. */
export async function rememberTheme(asked: unknown): Promise<void> {
  const chosen = themes.find((one) => one === asked);
  const kept = await cookies();
  if (!chosen) return void kept.delete(cookieName);
  kept.set(cookieName, chosen, {
    path: "/",
    maxAge: 365 * 24 * 60 * 60,
    sameSite: "lax",
    httpOnly: true,
    secure: env().PUBLIC_URL.startsWith("https:"),
  });
}
