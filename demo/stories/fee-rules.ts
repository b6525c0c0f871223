import { addDays, japanDay } from "#core/clock.ts";
import { approveFeeRule, turnDownFeeRule } from "#core/fee-rules/decide.ts";
import { proposeFee } from "#core/fee-rules/propose.ts";
import { type Desk, staffContext } from "#demo/desk.ts";
import { atMinute, businessDayFrom, opens, workLater } from "#demo/work-time.ts";

/** What one manager asked for of the next fiscal year; another answered, or will. */
const changes: readonly {
  daysAgo: number;
  fee: { kind: string; reason?: string; oldToken?: string; netYen: string };
  why: string;
  answer?: { approve: true } | { turnDown: string };
}[] = [
  {
    daysAgo: 33,
    fee: { kind: "reissue", reason: "battery_dead", netYen: "0" },
    why: "電池切れはお客様の責任ではないため",
    answer: { turnDown: "発送の実費がかかります。減額の幅を検討してから申請してください。" },
  },
  {
    daysAgo: 26,
    fee: { kind: "reissue", reason: "battery_dead", netYen: "500" },
    why: "電池切れを半額にするため",
    answer: { approve: true },
  },
  {
    daysAgo: 6,
    fee: { kind: "reissue", netYen: "1200" },
    why: "簡易書留の料金改定のため",
  },
];

/** Plans the changes of the fees; none holds before the next 1 April, and the last one waits. */
export function planFeeRules(desk: Desk): void {
  const [maker, checker] = desk.staff.filter(({ role }) => role === "manager");
  if (!maker || !checker) throw new Error("the demo has no two managers");
  const today = japanDay(desk.now);
  const year = Number(today.slice(0, 4));
  const validFrom = today < `${year}-04-01` ? `${year}-04-01` : `${year + 1}-04-01`;
  for (const { daysAgo, fee, why, answer } of changes) {
    let feeRuleChangeId = "";
    const proposedAt = atMinute(businessDayFrom(addDays(today, -daysAgo)), opens + 95);
    desk.timeline.plan(proposedAt, async (now) => {
      const form = { reason: "", oldToken: "", ...fee, validFrom, why };
      ({ feeRuleChangeId } = await proposeFee(staffContext(desk, maker, now), form));
    });
    if (!answer) continue;
    desk.timeline.plan(workLater(proposedAt, 300), (now) => {
      const context = staffContext(desk, checker, now);
      return "turnDown" in answer
        ? turnDownFeeRule(context, { feeRuleChangeId, note: answer.turnDown })
        : approveFeeRule(context, { feeRuleChangeId });
    });
  }
}
