import "server-only";
import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { customerCookie } from "#app/(customer)/personal-web/login.ts";
import { env } from "#env.ts";

/** How long the result of a registration can be looked at again. */
const maxAge = 10 * 60;
const salt = "personal-web receipt";

const receiptInput = z.object({
  receiptNumber: z.number(),
  registeredAt: z.coerce.date(),
  serial: z.string(),
});
export type Receipt = z.output<typeof receiptInput>;

/** Lets the next page show a registration's result: the login is over by then, and a link must not make one up. */
export async function keepReceipt({ receiptNumber, registeredAt, serial }: Receipt): Promise<void> {
  const token = { receiptNumber, registeredAt: registeredAt.toISOString(), serial };
  const value = await encode({ token, secret: env().AUTH_SECRET, salt, maxAge });
  (await cookies()).set({ ...customerCookie("receipt"), value, maxAge });
}

/** The result of the registration just made by this browser, or undefined. */
export async function readReceipt(): Promise<Receipt | undefined> {
  const token = (await cookies()).get(customerCookie("receipt").name)?.value;
  const claims = token ? await decode({ token, secret: env().AUTH_SECRET, salt }).catch(() => null) : null;
  return receiptInput.safeParse(claims).data;
}

/** Takes it away, as when somebody logs in. */
export async function forgetReceipt(): Promise<void> {
  (await cookies()).delete(customerCookie("receipt"));
}
