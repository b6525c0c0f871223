import { z } from "zod";
import { endTry, type NoticeRow } from "#db/notices.ts";
import { type Change, command } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { auditOf } from "./change.ts";

/** A try of a notice: which, and when it began. */
const triedInput = z.object({ noticeId: idInput, claimedAt: z.date() });

/** The bank's server has taken the mail. Fails with `conflict` where the notice was taken for another try meanwhile. */
export const deliverNotice = command({
  name: "notice.deliver",
  permit: "job.work",
  input: triedInput,
  async run({ tx, now }, tried) {
    const sent = await endTry(tx, tried, { state: "sent", sentAt: now, lastError: null });
    return ended(sent, "sent");
  },
});

/** The mail is not tried again by itself: a person looks at it. Fails like the delivery. */
export const giveUpNotice = command({
  name: "notice.give_up",
  permit: "job.work",
  input: triedInput.extend({ code: z.string().regex(/^[A-Z0-9_]{1,40}$/) }),
  async run({ tx }, { code, ...tried }) {
    const failed = await endTry(tx, tried, { state: "failed", lastError: code });
    return ended(failed, "failed", { tries: failed?.tries, mailError: code });
  },
});

function ended(notice: NoticeRow | undefined, state: "sent" | "failed", more?: Change["after"]) {
  if (!notice) return fail("conflict", "notice");
  return { result: undefined, change: auditOf({ ...notice, state: "sending" }, state, more) };
}
