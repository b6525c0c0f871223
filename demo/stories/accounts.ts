import type { Context, StaffActor } from "#core/actor.ts";
import { addDays, japanDay } from "#core/clock.ts";
import { nameSubstitute } from "#core/delegations/name.ts";
import { Failure } from "#core/errors.ts";
import { approveStaffChange, turnDownStaffChange } from "#core/staff/decide-change.ts";
import { disableStaff } from "#core/staff/disable.ts";
import { inviteStaff } from "#core/staff/invite.ts";
import { proposeMove } from "#core/staff/propose-change.ts";
import { readPerson } from "#core/staff/read-person.ts";
import { checkStaffPassword } from "#core/staff/sign-in.ts";
import { readSettings } from "#db/settings.ts";
import { type Desk, staffContext } from "#demo/desk.ts";
import { atMinute, businessDaysBefore, closes, lastWorkDay, opens } from "#demo/work-time.ts";

/** Somebody with an account who does none of the work that the stories tell. */
export type Bystander = { id: string; username: string };

/** Plans what becomes of accounts, so that each state of one, and each step of a change, is there to be seen. */
export function planAccounts(desk: Desk, bystanders: readonly Bystander[]): void {
  const [first, second] = desk.staff.filter(({ role }) => role === "administrator");
  const { clerk12: forgetful, clerk22: gone } = Object.fromEntries(
    bystanders.map((one) => [one.username, one]),
  );
  if (!first || !second || !forgetful || !gone) throw new Error("the demo lacks somebody");
  const { day } = lastWorkDay(desk.now);
  const plan = (daysAgo: number, minute: number, run: (now: Date) => Promise<unknown>) =>
    desk.timeline.plan(atMinute(daysAgo ? businessDaysBefore(day, daysAgo) : day, minute), run);
  const by = (actor: StaffActor, now: Date) => staffContext(desk, actor, now);
  const decideLatest = async (context: Context<StaffActor>, staffId: string, note?: string) => {
    const changeId = (await readPerson(context, { staffId })).proposed?.id;
    return note
      ? turnDownStaffChange(context, { changeId, note })
      : approveStaffChange(context, { changeId });
  };

  const moved = { role: "clerk", branchCode: "014", reason: "遠州台支店の欠員を補うため" };
  plan(60, opens + 70, (now) => proposeMove(by(first, now), { staffId: gone.id, ...moved }));
  plan(60, opens + 130, (now) => decideLatest(by(second, now), gone.id, "異動の発令を待ってください。"));
  plan(41, opens + 60, (now) => proposeMove(by(first, now), { staffId: gone.id, ...moved }));
  plan(41, opens + 95, (now) => decideLatest(by(second, now), gone.id));
  plan(20, closes - 20, (now) => disableStaff(by(second, now), { staffId: gone.id, reason: "退職のため" }));

  const invite = (actor: StaffActor, person: object) => (now: Date) => inviteStaff(by(actor, now), person);
  plan(8, opens + 45, invite(second, { ...newcomers.late, reason: "新任のため" }));
  plan(0, opens + 20, invite(first, { ...newcomers.open, reason: "新任のため" }));
  plan(1, closes - 60, invite(second, { ...newcomers.manager, reason: "本部の増員のため" }));
  const clerk = desk.staff.findLast(({ role, branchCode }) => role === "clerk" && branchCode === "001");
  const promotion = { role: "approver", branchCode: "027", reason: "異動の内示による" };
  plan(2, closes - 90, (now) => proposeMove(by(first, now), { staffId: clerk?.id, ...promotion }));
  plan(0, opens + 30, (now) => lockOut(desk, forgetful, now));

  const [away, standsIn] = ["027", "014"].map((branch) =>
    desk.staff.find(({ role, branchCode }) => role === "approver" && branchCode === branch),
  );
  const days = { fromOn: businessDaysBefore(day, 1), untilOn: addDays(japanDay(desk.now), 9) };
  if (away) {
    const named = { substituteId: standsIn?.id, ...days, reason: "休暇のため" };
    plan(1, opens + 15, (now) => nameSubstitute(by(away, now), named));
  }
}

const newcomers = {
  open: { name: "内藤　大地", username: "clerk13", role: "clerk", branchCode: "014" },
  late: { name: "牧野　志保", username: "operations03", role: "operations", branchCode: "" },
  manager: { name: "石川　直人", username: "manager03", role: "manager", branchCode: "" },
} as const;

/** Somebody who does not remember their password, as often as it takes. */
async function lockOut({ db, keys }: Desk, { username }: Bystander, now: Date): Promise<void> {
  const context = {
    db,
    keys,
    now,
    request: { id: `demo-${now.getTime().toString(36)}`, address: "192.0.2.14" },
  };
  const { staffPasswordLimit } = await readSettings(db);
  for (let nth = 0; nth < staffPasswordLimit; nth++) {
    await checkStaffPassword(context, { username, password: `忘れました ${nth}` }).catch((error) => {
      if (!(error instanceof Failure)) throw error;
    });
  }
}
