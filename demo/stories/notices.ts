import { and, asc, eq, gt, lt } from "drizzle-orm";
import { addDays, japanDay } from "#core/clock.ts";
import { letterInstead, printNotices } from "#core/notices/move.ts";
import { type NoticeState, noticesAtOnce } from "#core/notices/rules.ts";
import { type SendMail, sendNotices } from "#core/notices/send.ts";
import { tellUnregistered } from "#db/notices.ts";
import { notices } from "#db/schema/notices.ts";
import { type Desk, firstStaff, jobContext, staffContext } from "#demo/desk.ts";
import { demoBranches } from "#demo/people/staff.ts";
import { atMinute, businessDayFrom, businessDaysBefore, lastWorkDay, opens } from "#demo/work-time.ts";

const dayMs = 24 * 60 * 60_000;

/** Since then the demo has had no mail server, and nobody has printed a letter: what is told waits. */
const quietSince = (now: Date) => atMinute(businessDaysBefore(lastWorkDay(now).day, 2), opens);
/** What was refused since then has not been seen to yet. */
const unseenSince = (now: Date) => new Date(now.getTime() - 12 * dayMs);

/** Plans each morning's letters: the clerks print what waits, and write instead where a mail was refused. */
export function planLetters(desk: Desk, from: string): void {
  for (let day = businessDayFrom(from); day < japanDay(quietSince(desk.now)); ) {
    desk.timeline.plan(atMinute(day, opens + 4), async (now) => {
      await tellUnregistered(desk.db, now);
      const unseen = now > unseenSince(desk.now);
      for (const { code } of demoBranches) {
        const clerk = staffContext(desk, firstStaff(desk, "clerk", code), now);
        const refused = unseen ? [] : await waiting(desk, code, "failed", now);
        if (refused.length > 0) await letterInstead(clerk, { noticeIds: refused });
        const letters = await waiting(desk, code, "to_print", now);
        if (letters.length > 0) await printNotices(clerk, { noticeIds: letters });
      }
    });
    day = businessDayFrom(addDays(day, 1));
  }
}

async function waiting({ db }: Desk, branchCode: string, state: NoticeState, now: Date): Promise<string[]> {
  const rows = await db
    .select({ id: notices.id })
    .from(notices)
    .where(
      and(
        eq(notices.branchCode, branchCode),
        eq(notices.recipient, "customer"),
        eq(notices.state, state),
        lt(notices.createdAt, now),
      ),
    )
    .orderBy(asc(notices.createdAt))
    .limit(noticesAtOnce);
  return rows.map(({ id }) => id);
}

/** The mail of the story: what has just been told goes out; one in forty, and two of late, find no mailbox. */
export function mailOfStory(desk: Desk): (at: Date) => Promise<void> {
  let sent = 0;
  let lately = 0;
  return async (at) => {
    // A form that goes back is told at the database's own time, which is the end of the story.
    await desk.db.update(notices).set({ createdAt: at, dueAt: at }).where(gt(notices.dueAt, at));
    if (at > quietSince(desk.now)) return;
    const send: SendMail = async ({ to }) => {
      sent++;
      const late = at > unseenSince(desk.now) && !to.startsWith("branch-") && ++lately <= 2;
      if (late || sent % 40 === 0) throw Object.assign(new Error("no mailbox"), refusal);
    };
    await sendNotices(() => jobContext(desk, at), send, new AbortController().signal);
  };
}

const refusal = { responseCode: 550, code: "EENVELOPE" };
