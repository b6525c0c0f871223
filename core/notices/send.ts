import { z } from "zod";
import { type ClaimedNotice, claimNotice, endTry } from "#db/notices.ts";
import type { Context } from "../actor.ts";
import { pauseMinutes } from "./rules.ts";
import { mailOf } from "./text.ts";

export type Mail = { to: string; subject: string; text: string; messageId: string };

/** Hands a mail over to the bank's mail server. Throws where it was not taken. */
export type SendMail = (mail: Mail) => Promise<void>;

type Given = Pick<Context, "db"> & { clock: () => Date };

/**
 * Sends every mail that is due, each by one of all that do so at once. One that was not taken is tried again, later
 * each time; one that was refused for good, or tried often enough, is `failed` and waits for a person. Ends where the
 * server is away.
 */
export async function sendNotices({ db, clock }: Given, send: SendMail, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const notice = await claimNotice(db, clock());
    if (!notice) return;
    const { away, ...values } = await attempt(notice, send, clock);
    await endTry(db, notice, values);
    // The others would only use up their tries.
    if (away) return;
  }
}

async function attempt(
  notice: ClaimedNotice,
  send: SendMail,
  clock: () => Date,
): Promise<Parameters<typeof endTry>[2] & { away: boolean }> {
  try {
    const { subject, text } = mailOf(notice);
    // The same at every try: a server that took the one before a crash can tell the second by it.
    await send({ to: notice.mailTo ?? "", subject, text, messageId: `${notice.id}@token-desk` });
    return { state: "sent", sentAt: clock(), lastError: null, away: false };
  } catch (error) {
    const { code, final, away } = faultOf(error);
    const pause = final ? undefined : pauseMinutes(notice.tries);
    if (pause === undefined) return { state: "failed", lastError: code, away };
    const dueAt = new Date(clock().getTime() + pause * 60_000);
    return { state: "waiting", dueAt, lastError: code, away };
  }
}

const fault = z.object({
  responseCode: z.number().int().optional(),
  code: z
    .string()
    .regex(/^[A-Z0-9_]{1,40}$/)
    .optional(),
});

/** What nodemailer calls a refusal of this address or this text, rather than of our signing in. */
const ofThisMail = ["EENVELOPE", "EMESSAGE"];

/** The server's code, or the line's; final is what the server refuses for good (RFC 5321, section 4.2.1: 5yz). */
function faultOf(error: unknown): { code: string; final: boolean; away: boolean } {
  const { responseCode, code } = fault.safeParse(error).data ?? {};
  return {
    code: responseCode ? String(responseCode) : (code ?? "UNKNOWN"),
    final: responseCode !== undefined && responseCode >= 500 && ofThisMail.includes(code ?? ""),
    away: responseCode === undefined,
  };
}
