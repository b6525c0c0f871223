import { addDays, japanDay } from "#core/clock.ts";
import { approveSettings, turnDownSettings } from "#core/settings/decide.ts";
import { proposeSettings } from "#core/settings/propose.ts";
import { readBankSettings } from "#core/settings/read.ts";
import { type BankSettingName, bankSettingNames } from "#core/settings/rules.ts";
import { type Desk, staffContext } from "#demo/desk.ts";
import { atMinute, businessDayFrom, opens, workLater } from "#demo/work-time.ts";

/** What one manager asked for and another answered; in the end the login rules are as they were. */
const changes: readonly {
  daysAgo: number;
  set: Partial<Record<BankSettingName, string>>;
  reason: string;
  turnedDown?: string;
}[] = [
  {
    daysAgo: 418,
    set: {
      consignorCode: "0015010001",
      consignorName: "ハマシン　ワンタイムパスワード",
      bankCode: "1501",
      bankKana: "ハマシン",
      consignorBranchCode: "001",
      consignorBranchKana: "ホンテン",
      consignorAccountType: "other",
      consignorAccountNumber: "0015017",
      issuerName: "はましん信用金庫",
      issuerAddress: "静岡県浜松市中央区元城町1番地の1",
      issuerNumber: "T7123456789012",
    },
    reason: "手数料の口座振替と適格請求書の発行を始めるため",
  },
  {
    daysAgo: 250,
    set: { addressFailureLimit: "100" },
    reason: "他金融機関で同じ発信元からの総当たりが報じられたため",
  },
  {
    daysAgo: 205,
    set: { addressFailureLimit: "300" },
    reason: "携帯電話会社の共用アドレスで止まるとの問い合わせが続いたため",
  },
  {
    daysAgo: 64,
    set: { otpLimit: "10" },
    reason: "ロック解除の届出が増えているため",
    turnedDown: "総当たりに弱くなるため。窓口での操作案内を見直してください。",
  },
];

/** Plans the history of the rules, each change decided some working hours later. */
export function planSettings(desk: Desk): void {
  for (const { daysAgo, set, reason, turnedDown } of changes) {
    const [maker, checker] = desk.staff.filter(({ role }) => role === "manager");
    if (!maker || !checker) throw new Error("the demo has no two managers");
    let changeId = "";
    const proposedAt = atMinute(businessDayFrom(addDays(japanDay(desk.now), -daysAgo)), opens + 85);
    desk.timeline.plan(proposedAt, async (now) => {
      const context = staffContext(desk, maker, now);
      const { inForce, since } = await readBankSettings(context, {});
      const rules = bankSettingNames.map((name) => [name, String(inForce[name] ?? "")]);
      const form = { ...Object.fromEntries(rules), ...set, reason, since };
      ({ changeId } = await proposeSettings(context, form));
    });
    desk.timeline.plan(workLater(proposedAt, 400), (now) => {
      const context = staffContext(desk, checker, now);
      return turnedDown === undefined
        ? approveSettings(context, { changeId })
        : turnDownSettings(context, { changeId, note: turnedDown });
    });
  }
}
