import { japanDay } from "#core/clock.ts";
import { addScan } from "#core/forms/add-scan.ts";
import { approveForm } from "#core/forms/approve.ts";
import { editForm } from "#core/forms/edit.ts";
import { keyForm } from "#core/forms/key.ts";
import { receiveForm } from "#core/forms/receive.ts";
import type { Channel, FormKind, IdentityDocument, ReissueReason } from "#core/forms/rules.ts";
import { cancelForm, markFormIncomplete, returnForm } from "#core/forms/send-back.ts";
import { submitForm } from "#core/forms/submit.ts";
import { anyStaff, type Customer, type Desk, staffContext } from "#demo/desk.ts";
import { drawPaper } from "#demo/paper/draw.ts";
import type { Random } from "#demo/random.ts";
import { workLater } from "#demo/work-time.ts";

/** How far a form goes, and by which way round. */
export type FormTwist = "straight" | "returned" | "incomplete";
export type FormEnd = "received" | "incomplete" | "submitted" | "returned" | "cancelled" | "approved";

export type FormPlan = {
  kind: FormKind;
  reason?: ReissueReason;
  channel?: Channel;
  keyedAt: Date;
  twist?: FormTwist;
  end?: FormEnd;
  /** Working minutes that the approver takes. */
  waits?: number;
};

const notes = [
  "",
  "",
  "",
  "ご本人来店",
  "配偶者がご同伴",
  "電話連絡先は勤務先を希望",
  "代筆あり（役席立会）",
];
const backReasons = [
  "届出印が不鮮明です",
  "受付日の記入がありません",
  "本人確認書類の控えを追加してください",
  "口座番号の訂正印がありません",
];
const gaps = ["届出印相違のため再提出を依頼", "記入漏れのため郵送で返却", "本人確認書類の有効期限切れ"];

/** Plans a form from the counter to its decision; returns the moment of the last step. */
export function planForm(desk: Desk, customer: Customer, plan: FormPlan): Date {
  const { random, timeline } = desk;
  const { kind, reason = null, keyedAt, twist = "straight", end = "approved" } = plan;
  const clerk = anyStaff(desk, "clerk", customer.branchCode);
  const approver = anyStaff(desk, "approver", customer.branchCode);
  const keyed = drawKeyed(random, plan);
  const flawed = twist === "incomplete" || end === "incomplete";
  const paper = { kind, customer, reason, receivedOn: keyed.receivedOn, sealed: !flawed };
  let formId = "";
  let at = keyedAt;
  const next = (minutes: number, run: (at: Date) => Promise<unknown>) => {
    at = workLater(at, minutes);
    timeline.plan(at, run);
  };
  const clerks = (now: Date) => staffContext(desk, clerk, now);
  const approvers = (now: Date) => staffContext(desk, approver, now);

  timeline.plan(at, async (now) => {
    const form = { contractorId: customer.contractorId, kind, ...keyed, sealVerified: !flawed };
    ({ formId } = await keyForm(clerks(now), form));
    if (keyed.channel !== "phone") await addScan(clerks(now), { formId, ...drawPaper(paper) });
  });
  if (end === "received") return at;
  if (keyed.channel === "phone") {
    next(random.int(300, 1100), async (now) => {
      await receiveForm(clerks(now), { formId });
      await addScan(clerks(now), { formId, ...drawPaper(paper) });
    });
  }
  if (flawed) {
    const reason = random.pick(gaps);
    next(random.int(4, 15), (now) => markFormIncomplete(clerks(now), { formId, reason }));
    if (end === "incomplete") return at;
    next(random.int(500, 1500), (now) => editForm(clerks(now), { formId, ...keyed, note: "訂正済" }));
  }
  if (end === "cancelled") {
    next(random.int(60, 900), (now) =>
      cancelForm(clerks(now), {
        formId,
        reason: random.pick(["お客様の申し出により取消", "二重受付のため"]),
      }),
    );
    return at;
  }
  next(random.int(2, 12), (now) => submitForm(clerks(now), { formId }));
  if (end === "submitted" && twist !== "returned") return at;
  if (twist === "returned" || end === "returned") {
    const reason = random.pick(backReasons);
    next(random.int(15, 120), (now) => returnForm(approvers(now), { formId, reason }));
    if (end === "returned") return at;
    next(random.int(20, 200), (now) => editForm(clerks(now), { formId, ...keyed, note: "訂正のうえ再提出" }));
    next(random.int(2, 10), (now) => submitForm(clerks(now), { formId }));
    if (end === "submitted") return at;
  }
  next(plan.waits ?? random.int(15, 260), (now) => approveForm(approvers(now), { formId }));
  return at;
}

function drawKeyed(random: Random, { kind, reason, channel, keyedAt }: FormPlan) {
  const receivedOn = japanDay(keyedAt);
  const lostOrStolen = reason === "lost" || reason === "stolen";
  return {
    reason: reason ?? null,
    channel:
      channel ??
      random.weighted<Channel>([
        [8, "counter"],
        [2, "post"],
      ]),
    receivedOn,
    identityDocument: random.weighted<IdentityDocument>([
      [10, "driving_licence"],
      [6, "my_number_card"],
      [1, "passport"],
      [1, "residence_card"],
    ]),
    sealVerified: true,
    cardPresented: random.chance(0.8),
    oldTokenReturned: !lostOrStolen && ["exchange", "reissue", "unenroll"].includes(kind),
    feeDebitAuthorised: ["new", "exchange", "reissue"].includes(kind),
    debitAccountType: "ordinary",
    discoveredOn: lostOrStolen ? receivedOn : null,
    policeReport: reason === "stolen" ? `遠州警察署 第${random.digits(5)}号` : null,
    note: random.pick(notes),
  };
}
