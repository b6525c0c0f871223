import { z } from "zod";
import { type ClaimedNotice, claimNotice, endTry } from "#db/notices.ts";
import type { Context } from "../actor.ts";
import { Failure } from "../errors.ts";
import { deliverNotice, giveUpNotice } from "./end-try.ts";
import { pauseMinutes } from "./rules.ts";
import { mailOf } from "./text.ts";

export type Mail = { to: string; subject: string; text: string; messageId: string };

/** Hands a mail over to the bank's mail server. Throws where it was not taken. */
export type SendMail = (mail: Mail) => Promise<void>;

/**
 * Sends every mail that is due, each by one of all that do so at once, and puts on record that it was taken or failed.
 * One that was not taken is tried again, later each time; one that was refused for good, or tried often enough, is
 * `failed` and waits for a person. Ends where the server is away. `contextNow` is asked at each step.
 */
export async function sendNotices(
  contextNow: () => Context,
  send: SendMail,
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    const { db, now } = contextNow();
    const notice = await claimNotice(db, now);
    if (!notice) return;
    const outcome = await attempt(notice, send);
    try {
      await end(contextNow(), notice, outcome);
    } catch (error) {
      // Taken for dead meanwhile: what came of it is the next try's to tell.
      if (!(error instanceof Failure && error.code === "conflict")) throw error;
    }
    // The others would only use up their tries.
    if (outcome?.away) return;
  }
}

/** What kept a mail from being taken; undefined where it was. */
async function attempt(notice: ClaimedNotice, send: SendMail): Promise<Fault | undefined> {
  try {
    const { subject, text } = mailOf(notice);
    // The same at every try: a server that took the one before a crash can tell the second by it.
    await send({ to: notice.mailTo ?? "", subject, text, messageId: `${notice.id}@token-desk` });
    return undefined;
  } catch (error) {
    return faultOf(error);
  }
}

async function end(
  context: Context,
  { id: noticeId, claimedAt, tries }: ClaimedNotice,
  fault: Fault | undefined,
): Promise<void> {
  if (!fault) return deliverNotice(context, { noticeId, claimedAt });
  const pause = fault.final ? undefined : pauseMinutes(tries);
  if (pause === undefined) return giveUpNotice(context, { noticeId, claimedAt, code: fault.code });
  const dueAt = new Date(context.now.getTime() + pause * 60_000);
  await endTry(context.db, { noticeId, claimedAt }, { state: "waiting", dueAt, lastError: fault.code });
}

type Fault = { code: string; final: boolean; away: boolean };

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
function faultOf(error: unknown): Fault {
  const { responseCode, code } = fault.safeParse(error).data ?? {};
  return {
    code: responseCode ? String(responseCode) : (code ?? "UNKNOWN"),
    final: responseCode !== undefined && responseCode >= 500 && ofThisMail.includes(code ?? ""),
    away: responseCode === undefined,
  };
}
