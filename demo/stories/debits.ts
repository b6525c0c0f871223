import { addDays, japanDay } from "#core/clock.ts";
import { cancelBatch } from "#core/debits/cancel.ts";
import { approveBatch, turnDownBatch } from "#core/debits/decide.ts";
import { downloadBatch } from "#core/debits/download.ts";
import { previewBatch } from "#core/debits/preview.ts";
import { proposeBatch } from "#core/debits/propose.ts";
import { sendBatch } from "#core/debits/send.ts";
import { settleBatch } from "#core/debits/settle.ts";
import { withdrawBatch } from "#core/debits/withdraw.ts";
import { type Desk, staffContext } from "#demo/desk.ts";
import { bankAnswer } from "#demo/stories/bank-answer.ts";
import { atMinute, businessDayFrom, lastWorkDay } from "#demo/work-time.ts";

/** Months, counted from the first, in which the first file of the month was given up before a second went out. */
const givenUp: Readonly<Record<number, Ending>> = { 3: "turned_down", 6: "cancelled", 9: "withdrawn" };
type Ending = "turned_down" | "cancelled" | "withdrawn";

/**
 * Plans the month's direct debit: on the 10th what the month before left due is put into a file, approved and sent, on
 * the debit date its result is read. On the last day there is one of each that is under way.
 */
export function planDebits(desk: Desk, from: string): void {
  const today = japanDay(desk.now);
  let nth = 0;
  for (
    let month = from.slice(0, 7);
    month <= today.slice(0, 7);
    month = addDays(`${month}-28`, 4).slice(0, 7)
  ) {
    const day = businessDayFrom(`${month}-10`);
    const given = { untilOn: addDays(`${month}-01`, -1), ending: givenUp[nth] };
    desk.timeline.plan(atMinute(day, 15 * 60), (now) => bill(desk, now, given));
    desk.timeline.plan(atMinute(businessDayFrom(`${month}-27`), 16 * 60), (now) => readResults(desk, now));
    nth++;
  }
  const { day, until } = lastWorkDay(desk.now);
  desk.timeline.plan(atMinute(day, Math.min(until, 16 * 60 + 15)), (now) => leaveUnderWay(desk, now));
}

async function bill(
  desk: Desk,
  now: Date,
  { untilOn, ending }: { untilOn: string; ending: Ending | undefined },
): Promise<void> {
  if (ending) {
    const batchId = await build(desk, now, untilOn);
    if (batchId) await giveUp(desk, now, { batchId, ending });
  }
  const batchId = await build(desk, now, untilOn);
  if (batchId) await send(desk, now, batchId);
}

async function giveUp(
  desk: Desk,
  now: Date,
  { batchId, ending }: { batchId: string; ending: Ending },
): Promise<void> {
  const { maker, checker } = managers(desk, now);
  if (ending === "withdrawn") await withdrawBatch(maker, { batchId });
  else if (ending === "turned_down") {
    await turnDownBatch(checker, { batchId, note: "対象の最終日を月末に直してください。" });
  } else {
    await approveBatch(checker, { batchId });
    await cancelBatch(maker, { batchId, reason: "受付先の締切に間に合わなかったため" });
  }
}

/** A file of what is due up to a day; undefined where nothing is. */
async function build(desk: Desk, now: Date, untilOn: string): Promise<string | undefined> {
  const { maker } = managers(desk, now);
  const seen = await previewBatch(maker, { untilOn });
  if (seen.recordCount === 0) return undefined;
  const { batchId } = await proposeBatch(maker, seen);
  return batchId;
}

async function send(desk: Desk, now: Date, batchId: string): Promise<void> {
  const { maker, checker } = managers(desk, now);
  await approveBatch(checker, { batchId });
  await downloadBatch(maker, { batchId });
  await sendBatch(maker, { batchId });
}

/** Of the files that are out those whose day has come. */
async function readResults(desk: Desk, now: Date): Promise<void> {
  const { maker } = managers(desk, now);
  for (const { batchId, bytes } of await bankAnswer(desk, now)) await settleBatch(maker, { batchId, bytes });
}

async function leaveUnderWay(desk: Desk, now: Date): Promise<void> {
  const today = japanDay(now);
  const sent = await build(desk, now, addDays(today, -20));
  if (sent) await send(desk, now, sent);
  const approved = await build(desk, now, addDays(today, -14));
  if (approved) await approveBatch(managers(desk, now).checker, { batchId: approved });
  await build(desk, now, addDays(today, -8));
}

function managers(desk: Desk, now: Date) {
  const [maker, checker] = desk.staff.filter(({ role }) => role === "manager");
  if (!maker || !checker) throw new Error("the demo has no two managers");
  return { maker: staffContext(desk, maker, now), checker: staffContext(desk, checker, now) };
}
