import { addDays, japanDay } from "#core/clock.ts";
import { approveBranchMail, approveMailAddress, turnDownMailAddress } from "#core/mail-addresses/decide.ts";
import { proposeBranchMail, proposeMailAddress } from "#core/mail-addresses/propose.ts";
import { readBranchMail, readMailAddress } from "#core/mail-addresses/read.ts";
import { type Customer, type Desk, firstStaff, staffContext } from "#demo/desk.ts";
import {
  atMinute,
  businessDayFrom,
  businessDaysBefore,
  lastWorkDay,
  opens,
  workLater,
} from "#demo/work-time.ts";

/**
 * Papers on which a customer, by their place among all, has a mail address entered, changed or taken out. Whose place
 * is a multiple of five had none.
 */
const papers: readonly { place: number; daysAgo: number; name: string; turnedDown?: string; waits?: true }[] =
  [
    { place: 45, daysAgo: 96, name: "first" },
    { place: 46, daysAgo: 61, name: "second" },
    {
      place: 47,
      daysAgo: 24,
      name: "third",
      turnedDown: "印影が届出印と違うため、ご本人に確かめてください。",
    },
    { place: 48, daysAgo: 18, name: "" },
    { place: 50, daysAgo: 0, name: "fourth", waits: true },
    { place: 51, daysAgo: 1, name: "fifth", waits: true },
    { place: 250, daysAgo: 1, name: "sixth", waits: true },
  ];

/** Plans the changes of customers' mail addresses, and of two branches' own. */
export function planMailAddresses(desk: Desk, customers: readonly Customer[]): void {
  for (const [nth, { place, daysAgo, name, turnedDown, waits }] of papers.entries()) {
    const customer = customers[place];
    if (!customer) throw new Error(`the demo has no contract ${place}`);
    const { id: contractId, branchCode } = customer;
    const paperOn = dayBefore(desk, daysAgo, waits);
    const at = atMinute(paperOn, opens + 31 + nth);
    desk.timeline.plan(at, (now) =>
      proposeMailAddress(staffContext(desk, firstStaff(desk, "clerk", branchCode), now), {
        contractId,
        mailAddress: name && `${name}-${customer.contractorId}@example.jp`,
        paperOn,
        reason: `メールアドレス変更届 ${nth + 1}号。運転免許証で本人確認、印鑑照合済`,
      }),
    );
    if (waits) continue;
    desk.timeline.plan(workLater(at, 55), async (now) => {
      const approver = staffContext(desk, firstStaff(desk, "approver", branchCode), now);
      const { proposed } = await readMailAddress(approver, { contractId });
      const decision = { addressChangeId: proposed?.id, note: turnedDown };
      await (turnedDown ? turnDownMailAddress : approveMailAddress)(approver, decision);
    });
  }
  planBranch(desk, { code: "014", daysAgo: 130, decided: true });
  planBranch(desk, { code: "027", daysAgo: 1, decided: false });
}

function planBranch(
  desk: Desk,
  { code, daysAgo, decided }: { code: string; daysAgo: number; decided: boolean },
) {
  const [maker, checker] = desk.staff.filter(({ role }) => role === "manager");
  if (!maker || !checker) throw new Error("the demo has no two managers");
  const at = atMinute(dayBefore(desk, daysAgo, !decided), opens + 47);
  desk.timeline.plan(at, (now) =>
    proposeBranchMail(staffContext(desk, maker, now), {
      branchCode: code,
      mailAddress: `otp-${code}@bank.example.jp`,
      reason: "担当係の共用アドレスに変えるため",
    }),
  );
  if (!decided) return;
  desk.timeline.plan(workLater(at, 90), async (now) => {
    const context = staffContext(desk, checker, now);
    const { proposed } = await readBranchMail(context, { branchCode: code });
    await approveBranchMail(context, { addressChangeId: proposed?.id });
  });
}

/** So many days ago; for what waits so many business days before the last one. */
function dayBefore({ now }: Desk, daysAgo: number, waits = false): string {
  const last = lastWorkDay(now).day;
  return waits ? businessDaysBefore(last, daysAgo) : businessDayFrom(addDays(japanDay(now), -daysAgo));
}
