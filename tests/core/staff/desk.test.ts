import { beforeEach, describe, expect, test } from "vitest";
import { approveStaffChange, turnDownStaffChange, withdrawStaffChange } from "#core/staff/decide-change.ts";
import { demandNewPassword } from "#core/staff/demand-password.ts";
import { disableStaff } from "#core/staff/disable.ts";
import { endSessionsOfStaff } from "#core/staff/end-sessions.ts";
import { inviteStaff } from "#core/staff/invite.ts";
import { readInvitation } from "#core/staff/join.ts";
import { renewLink, withdrawLink } from "#core/staff/link.ts";
import { listOfStaff } from "#core/staff/list.ts";
import { proposeEnabling, proposeMove } from "#core/staff/propose-change.ts";
import { readPerson } from "#core/staff/read-person.ts";
import { resetStaff } from "#core/staff/reset.ts";
import { unlockStaff } from "#core/staff/unlock.ts";
import { refusal } from "#tests/db/refusal.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";
import { visitor } from "./newcomer.ts";

const world = withWorld();
const first = () => world.as("administrator");
const second = () => world.as("administrator", { person: 2 });
const clerk = () => world.as("clerk").actor.id;
const reason = "試験";

let number = 0;
const newcomer = (role = "clerk", branchCode = "001") => ({
  ...{ name: "新人　花子", username: `new${++number}`, role, branchCode, reason },
});

async function stateOf(staffId: string) {
  return (await readPerson(first(), { staffId })).person.state;
}

async function proposedOf(staffId: string): Promise<string> {
  return (await readPerson(first(), { staffId })).proposed?.id ?? expect.unreachable("nothing is proposed");
}

beforeEach(async () => {
  await world.sql`update staff_changes set state = 'withdrawn', decided_at = now() where state = 'proposed'`;
  await world.sql`update staff set disabled_at = null, password_fails = 0, otp_fails = 0,
    password_change_due = false where username like 'clerk-%' or role = 'administrator'`;
  await world.sql`update staff_sessions set ended_at = now() where ended_at is null`;
  await world.sql`insert into staff_sessions (id, staff_id, stage, created_at, last_seen_at)
    values (gen_random_uuid(), ${clerk()}, 'full', ${world.now}, ${world.now})`;
});

describe("an invitation", () => {
  test("gives a link that its person can use, and that can be given anew or withdrawn", async () => {
    const { staffId, link } = await inviteStaff(first(), newcomer());
    const opens = (token = "") => readInvitation(visitor(world), token);
    expect(await opens(link?.token)).toMatchObject({ purpose: "join" });
    const anew = await renewLink(first(), { staffId });
    expect(await opens(link?.token)).toBeUndefined();
    expect(await opens(anew.token)).toMatchObject({ purpose: "join" });
    await withdrawLink(second(), { staffId });
    expect(await opens(anew.token)).toBeUndefined();
    expect(await failureOf(withdrawLink(first(), { staffId }))).toMatchObject({ code: "conflict" });
    expect(await stateOf(staffId)).toBe("invited");
  });

  test.each(["manager", "administrator"])("of a %s waits for a second administrator", async (role) => {
    const { staffId, link } = await inviteStaff(first(), newcomer(role, ""));
    expect(link).toBeUndefined();
    expect(await failureOf(renewLink(first(), { staffId }))).toMatchObject({ about: "admission" });
    const changeId = await proposedOf(staffId);
    expect(await failureOf(approveStaffChange(first(), { changeId }))).toMatchObject({ about: "fourEyes" });
    await approveStaffChange(second(), { changeId });
    expect((await renewLink(first(), { staffId })).token).toMatch(/^.{40,}$/);
  });

  test("says under its field what does not go together", async () => {
    const told = async (given: object) =>
      (await failureOf(inviteStaff(first(), { ...newcomer(), ...given })))?.fields;
    expect(await told({ branchCode: "" })).toEqual({ branchCode: "staffDesk.branch" });
    expect(await told({ branchCode: "999" })).toEqual({ branchCode: "staffDesk.branch" });
    expect(await told({ role: "auditor" })).toEqual({ branchCode: "staffDesk.noBranch" });
    expect(await told({ username: "clerk-001-1" })).toEqual({ username: "username.taken" });
  });
});

describe("alone, an administrator", () => {
  test("disables at once: the sessions end, and only two enable again", async () => {
    await disableStaff(first(), { staffId: clerk(), reason });
    expect(await readPerson(first(), { staffId: clerk() })).toMatchObject({
      person: { state: "disabled" },
      sessions: [],
    });
    await proposeEnabling(first(), { staffId: clerk(), reason });
    const changeId = await proposedOf(clerk());
    expect(await failureOf(approveStaffChange(first(), { changeId }))).toMatchObject({ about: "fourEyes" });
    expect(await stateOf(clerk())).toBe("disabled");
    await approveStaffChange(second(), { changeId });
    expect(await stateOf(clerk())).toBe("active");
  });

  test("unlocks who is locked and nobody else", async () => {
    expect(await failureOf(unlockStaff(first(), { staffId: clerk(), reason }))).toMatchObject({
      code: "conflict",
    });
    await world.sql`update staff set otp_fails = 5 where id = ${clerk()}`;
    expect(await stateOf(clerk())).toBe("locked");
    await unlockStaff(first(), { staffId: clerk(), reason });
    expect(await stateOf(clerk())).toBe("active");
  });

  test("ends sessions, and demands a new password once", async () => {
    expect(await endSessionsOfStaff(first(), { staffId: clerk(), reason })).toBe(1);
    await demandNewPassword(first(), { staffId: clerk(), reason });
    const again = demandNewPassword(first(), { staffId: clerk(), reason });
    expect(await failureOf(again)).toMatchObject({ code: "conflict" });
  });

  test("takes password and authenticator away, and gives a link to set up new ones by", async () => {
    const staffId = world.as("clerk", { branch: "002", person: 2 }).actor.id;
    const link = await resetStaff(first(), { staffId, reason });
    expect(await readInvitation(visitor(world), link.token)).toMatchObject({ purpose: "reset" });
    const [row] = await world.sql`select password_hash, otp_secret_sealed from staff where id = ${staffId}`;
    expect(row).toEqual({ password_hash: null, otp_secret_sealed: null });
    expect(await stateOf(staffId)).toBe("invited");
  });

  test("does none of it to their own account", async () => {
    const own = { staffId: first().actor.id, reason };
    const deeds = [
      disableStaff,
      unlockStaff,
      resetStaff,
      endSessionsOfStaff,
      demandNewPassword,
      proposeEnabling,
    ];
    for (const deed of deeds) {
      expect(await failureOf(deed(first(), own))).toMatchObject({
        code: "forbidden",
        about: "ownStaffAccount",
      });
    }
    const move = proposeMove(first(), { ...own, role: "manager", branchCode: "" });
    expect(await failureOf(move)).toMatchObject({ about: "ownStaffAccount" });
  });
});

test("two administrators who put each other out at once leave one", async () => {
  for (let round = 0; round < 10; round++) {
    const told = await Promise.all([
      failureOf(disableStaff(first(), { staffId: second().actor.id, reason })),
      failureOf(disableStaff(second(), { staffId: first().actor.id, reason })),
    ]);
    expect(told.filter((one) => one?.code === "forbidden")).toHaveLength(1);
    await world.sql`update staff set disabled_at = null where role = 'administrator'`;
  }
});

describe("another role or branch", () => {
  const move = { reason, role: "clerk", branchCode: "002" };

  test("is in force once another administrator approves, and ends the person's sessions", async () => {
    const mover = world.as("clerk", { person: 2 }).actor.id;
    await world.sql`insert into staff_sessions (id, staff_id, stage, created_at, last_seen_at)
      values (gen_random_uuid(), ${mover}, 'full', ${world.now}, ${world.now})`;
    await proposeMove(first(), { staffId: mover, ...move });
    const before = await readPerson(first(), { staffId: mover });
    expect(before).toMatchObject({ person: { branchCode: "001" }, sessions: [{}] });
    await approveStaffChange(second(), { changeId: before.proposed?.id });
    const after = await readPerson(first(), { staffId: mover });
    expect(after).toMatchObject({ person: { branchCode: "002" }, sessions: [] });
    const [row] = after.story;
    expect(row).toMatchObject({
      action: "staff.approve_change",
      ...{ makerId: first().actor.id, checkerId: second().actor.id },
      ...{ before: { branch: "001" }, after: { branch: "002" } },
    });
  });

  test("is decided by neither its maker nor the person concerned", async () => {
    const staffId = second().actor.id;
    await proposeMove(first(), { staffId, reason, role: "manager", branchCode: "" });
    const changeId = await proposedOf(staffId);
    expect(await failureOf(approveStaffChange(first(), { changeId }))).toMatchObject({ about: "fourEyes" });
    const concerned = await failureOf(approveStaffChange(second(), { changeId }));
    expect(concerned).toMatchObject({ code: "forbidden", about: "ownStaffAccount" });
    const withdrawn = await failureOf(withdrawStaffChange(second(), { changeId }));
    expect(withdrawn).toMatchObject({ about: "onlyItsMaker" });
    await withdrawStaffChange(first(), { changeId });
  });

  test("waits alone, is turned down with a note, and is decided once", async () => {
    await proposeMove(first(), { staffId: clerk(), ...move });
    const again = await failureOf(proposeMove(second(), { staffId: clerk(), ...move }));
    expect(again).toMatchObject({ code: "conflict", about: "staffChangeUnderWay" });
    const changeId = await proposedOf(clerk());
    await turnDownStaffChange(second(), { changeId, note: "不要" });
    const late = await failureOf(approveStaffChange(second(), { changeId }));
    expect(late).toMatchObject({ code: "conflict", about: "staffChange" });
  });

  test("that would change nothing is refused", async () => {
    const same = proposeMove(first(), { staffId: clerk(), ...move, branchCode: "001" });
    expect(await failureOf(same)).toMatchObject({ code: "invalid", about: "seatUnchanged" });
  });
});

describe("raw SQL as the desks' role", () => {
  test.each([
    ["42501", "update staff set role = 'manager', branch_code = null where username = 'clerk-001-1'"],
    ["42501", "update staff set branch_code = '002' where username = 'clerk-001-1'"],
    ["42501", "update staff set username = 'other' where username = 'clerk-001-1'"],
  ])("meets %s: %s", async (code, statement) => {
    const refused = world.sql.begin(async (sql) => {
      await sql`set local role console`;
      await sql.unsafe(statement);
    });
    expect(await refusal(refused)).toBe(code);
  });

  test("enables nobody, and approves nothing of one's own or for oneself", async () => {
    await disableStaff(first(), { staffId: clerk(), reason });
    await proposeEnabling(first(), { staffId: clerk(), reason });
    const speak = (statement: string) =>
      refusal(
        world.sql.begin(async (sql) => {
          await sql`set local role console`;
          await sql.unsafe(statement);
        }),
      );
    expect(await speak(`update staff set disabled_at = null where id = '${clerk()}'`)).toBe(
      "staff_enabled_by_two",
    );
    const approve = (by: string) =>
      speak(`update staff_changes set state = 'approved', decided_at = now(), checker_id = '${by}'
        where state = 'proposed'`);
    expect(await approve(first().actor.id)).toBe("staff_changes_four_eyes");
    expect(await approve(world.as("manager").actor.id)).toBe("staff_changes_checker_in_charge");
    expect(await speak("update staff_changes set kind = 'admit'")).toBe("staff_changes_fixed");
    const newest = await inviteStaff(first(), newcomer("manager", ""));
    const link = `insert into staff_invitations (id, staff_id, purpose, token_hash, created_at, expires_at)
      values (gen_random_uuid(), '${newest.staffId}', 'join', sha256('x'), now(), now() + interval '1 hour')`;
    expect(await speak(link)).toBe("staff_invitations_admitted_by_two");
  });
});

test("the list is narrowed by state, role and name, and sorted", async () => {
  await world.sql`update staff set otp_fails = 5 where id = ${clerk()}`;
  const names = async (filter: object) =>
    (await listOfStaff(first(), filter)).rows.map(({ username }) => username);
  expect(await names({ state: "locked" })).toEqual(["clerk-001-1"]);
  expect(await names({ text: "AUDITOR" })).toEqual(["auditor-1", "auditor-2"]);
  expect(await names({ role: "manager", state: "active" })).toEqual(["manager-1", "manager-2"]);
});
