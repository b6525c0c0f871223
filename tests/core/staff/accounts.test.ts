import { beforeEach, describe, expect, test } from "vitest";
import { latestDeed } from "#core/audit/latest.ts";
import { readAccountQueues } from "#core/home/read-accounts.ts";
import { approveStaffChange, turnDownStaffChange } from "#core/staff/decide-change.ts";
import { disableStaff } from "#core/staff/disable.ts";
import { endSessionsOfStaff } from "#core/staff/end-sessions.ts";
import { inviteStaff } from "#core/staff/invite.ts";
import { renewLink, withdrawLink } from "#core/staff/link.ts";
import { listOfStaff } from "#core/staff/list.ts";
import { listOfStaffChanges } from "#core/staff/list-changes.ts";
import { proposeAdmission, proposeMove } from "#core/staff/propose-change.ts";
import { readPerson } from "#core/staff/read-person.ts";
import { deedsFor } from "#core/staff/rules.ts";
import { checkSingleSignOn } from "#core/staff/single-sign-on.ts";
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
const newcomer = (given: object = {}) => ({
  ...{ name: "新居　花", username: `newer${++number}`, role: "clerk", branchCode: "001", reason },
  ...given,
});
const manager = { role: "manager", branchCode: "" };

const deedsOf = async (staffId: string, by = first()) => (await readPerson(by, { staffId })).deeds;
const proposedOf = async (staffId: string) => (await readPerson(first(), { staffId })).proposed?.id;
const disableAll = (usernames: string[]) =>
  world.sql`update staff set disabled_at = now() where username = any(${usernames})`;

beforeEach(async () => {
  await world.sql`update staff set disabled_at = null, password_fails = 0, otp_fails = 0
    where username like 'clerk-%' or role = 'administrator'`;
});

const active: Parameters<typeof deedsFor>[0] = {
  ...{ state: "active", singleSignOn: false, passwordChangeDue: false, sessions: 1 },
  ...{ mayJoin: true, proposed: false, deciders: 1 },
};

test.each<[Partial<typeof active>, string]>([
  [{}, "end_sessions demand_password reset move disable"],
  [{ sessions: 0, singleSignOn: true }, "reset move disable"],
  [{ sessions: 0, passwordChangeDue: true, deciders: 0 }, "reset disable"],
  [{ state: "locked", sessions: 0, proposed: true }, "unlock demand_password reset disable"],
  [{ state: "invited", sessions: 0 }, "move disable"],
  [{ state: "invited", sessions: 0, mayJoin: false }, "admit move disable"],
  [{ state: "invited", sessions: 0, mayJoin: false, proposed: true }, "disable"],
  [{ state: "disabled", sessions: 0 }, "enable"],
  [{ state: "disabled", sessions: 0, deciders: 0 }, ""],
])("of an account %j: %s", (given, deeds) => {
  expect(deedsFor({ ...active, ...given }).join(" ")).toBe(deeds);
});

test("nobody is offered a deed to their own account, nor an auditor any", async () => {
  expect(await deedsOf(clerk())).toContain("disable");
  expect(await deedsOf(first().actor.id)).toEqual([]);
  expect(await deedsOf(clerk(), world.as("auditor"))).toEqual([]);
  // A third administrator would have to decide about the second.
  expect(await readPerson(first(), { staffId: second().actor.id })).toMatchObject({ alone: true });
  expect(await deedsOf(second().actor.id)).not.toContain("move");
});

test("one session is ended by what a page knows of it, once", async () => {
  await world.sql`insert into staff_sessions (id, staff_id, stage, created_at, last_seen_at)
    select gen_random_uuid(), ${clerk()}, 'full', ${world.now}, ${world.now} from generate_series(1, 2)`;
  const { sessions } = await readPerson(first(), { staffId: clerk() });
  expect(sessions).toHaveLength(2);
  const one = { staffId: clerk(), reason, handle: sessions[0]?.handle };
  expect(await endSessionsOfStaff(first(), one)).toBe(1);
  expect((await readPerson(first(), { staffId: clerk() })).sessions).toEqual([sessions[1]]);
  expect(await failureOf(endSessionsOfStaff(first(), one))).toMatchObject({ code: "conflict" });
});

describe("single sign-on", () => {
  const enter = (username: string) =>
    checkSingleSignOn(
      visitor(world),
      { iss: "https://login.example.jp", sub: username, username, amr: ["hwk"] },
      ["hwk"],
    );

  test("lets nobody of much authority in whom a second administrator has not let in", async () => {
    const person = newcomer({ ...manager, signInBy: "single_sign_on" });
    const { staffId } = await inviteStaff(first(), person);
    expect(await failureOf(enter(person.username))).toMatchObject({ about: "singleSignOn" });
    await approveStaffChange(second(), { changeId: await proposedOf(staffId) });
    expect(await failureOf(enter(person.username))).toMatchObject({ about: "singleSignOn" });
    await renewLink(first(), { staffId });
    expect(await enter(person.username)).toMatchObject({ stage: "full" });
    expect((await readPerson(first(), { staffId })).person).toMatchObject({
      ...{ state: "active", singleSignOn: true, hasAuthenticator: false },
    });
  });

  test("is not for who was invited with a password", async () => {
    const person = newcomer();
    await inviteStaff(first(), person);
    expect(await failureOf(enter(person.username))).toMatchObject({ about: "singleSignOn" });
  });
});

test("an admission that was turned down is asked for again, and told in the list of requests", async () => {
  const { staffId } = await inviteStaff(first(), newcomer(manager));
  expect(await failureOf(proposeAdmission(second(), { staffId, reason }))).toMatchObject({
    about: "staffChangeUnderWay",
  });
  await turnDownStaffChange(second(), { changeId: await proposedOf(staffId), note: "人事の発令を待つ" });
  expect(await deedsOf(staffId)).toEqual(["admit", "move", "disable"]);
  expect(await readPerson(first(), { staffId })).toMatchObject({ mayLink: false });
  await proposeAdmission(second(), { staffId, reason: "発令済" });
  await approveStaffChange(first(), { changeId: await proposedOf(staffId) });
  expect(await readPerson(first(), { staffId })).toMatchObject({ mayLink: true });
  expect(await failureOf(proposeAdmission(first(), { staffId, reason }))).toMatchObject({ code: "conflict" });
  const { rows } = await listOfStaffChanges(world.as("auditor"), { states: ["approved", "turned_down"] });
  expect(rows.filter((row) => row.staffId === staffId)).toMatchObject([
    { state: "approved", reason: "発令済", makerName: "administrator-2", checkerName: "administrator-1" },
    { state: "turned_down", decisionNote: "人事の発令を待つ", person: { name: "新居　花" } },
  ]);
});

describe("the last administrator", () => {
  test.each([
    "disabled_at = now()",
    "role = 'manager'",
    "enrolled_at = null, password_hash = null, otp_secret_sealed = null, otp_key_version = null",
  ])("stays one, by raw SQL too: %s", async (change) => {
    await disableAll(["administrator-2"]);
    const update = world.sql.unsafe(`update staff set ${change} where username = 'administrator-1'`);
    expect(await refusal(update)).toBe("staff_last_administrator");
  });

  test("stays one where the one who decides about another is put out by that one at the same moment", async () => {
    const { staffId: thirdId } = await inviteStaff(
      first(),
      newcomer({ role: "administrator", branchCode: "" }),
    );
    await approveStaffChange(second(), { changeId: await proposedOf(thirdId) });
    await world.sql`update staff set enrolled_at = now(), password_hash = 'none', otp_secret_sealed = '\\x00',
      otp_key_version = 1 where id = ${thirdId}`;
    const third = { ...first(), actor: { ...first().actor, id: thirdId } };
    for (let round = 0; round < 10; round++) {
      await proposeMove(third, { staffId: first().actor.id, reason, ...manager });
      const changeId = await proposedOf(first().actor.id);
      await disableStaff(first(), { staffId: thirdId, reason });
      const told = await Promise.all([
        failureOf(approveStaffChange(second(), { changeId })),
        failureOf(disableStaff(first(), { staffId: second().actor.id, reason })),
      ]);
      expect(told.filter((one) => one?.code === "forbidden")).toHaveLength(1);
      const [left] = await world.sql`select count(*)::int as n from staff
        where role = 'administrator' and enrolled_at is not null and disabled_at is null`;
      expect(left?.n).toBe(1);
      await world.sql`update staff set disabled_at = null, role = 'administrator'
        where id in (${thirdId}, ${first().actor.id}, ${second().actor.id})`;
      await world.sql`update staff_changes set state = 'withdrawn', decided_at = now() where state = 'proposed'`;
    }
    await world.sql`update staff set disabled_at = now() where id = ${thirdId}`;
  });
});

test("an administrator's day: what they may decide, who is locked out, who has no link, and since when", async () => {
  await disableAll((await listOfStaff(first(), { state: "invited" })).rows.map(({ username }) => username));
  const queues = async (context = first()) =>
    (await readAccountQueues(context, {})).map(({ queue, count, oldest }) => [
      queue,
      count,
      oldest?.getTime(),
    ]);
  expect(await queues()).toEqual([]);

  await proposeMove(second(), { staffId: clerk(), reason, role: "clerk", branchCode: "002" });
  await world.sql`update staff set password_fails = 5 where id = ${clerk()}`;
  await world.sql`insert into audit (at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id,
      subject_label, request_id, address)
    values (${world.now}, 'staff', ${clerk()}, 'x', 'staff.lock', 'staff', ${clerk()}, 'x', 'x', 'x')`;
  const late = await inviteStaff(first(), newcomer());
  const withdrawn = await inviteStaff(first(), newcomer());
  await inviteStaff(first(), newcomer(manager));
  const day = world.now.getTime();
  expect(await queues()).toEqual([
    ["staff_change", 1, day],
    ["staff_locked", 1, day],
  ]);
  expect(await queues(second())).toEqual([
    ["staff_change", 1, day],
    ["staff_locked", 1, day],
  ]);
  world.advance({ days: 1 });
  await withdrawLink(first(), { staffId: withdrawn.staffId });
  world.advance({ days: 3 });
  expect((await queues()).slice(2)).toEqual([["staff_no_link", 2, day + 24 * 60 * 60_000]]);
  const { rows } = await listOfStaff(first(), { state: "no_link", sort: "-signedIn" });
  expect(rows.map(({ id }) => id).sort()).toEqual([late.staffId, withdrawn.staffId].sort());
  expect(rows.every(({ lacksLink }) => lacksLink)).toBe(true);
});

test("who was quicker with an account is told, and what its person did themselves is not", async () => {
  await world.sql`update staff set otp_fails = 5 where id = ${clerk()}`;
  await unlockStaff(first(), { staffId: clerk(), reason });
  await world.sql`insert into audit (at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id,
      subject_label, request_id, address)
    values (${world.now}, 'staff', ${clerk()}, 'x', 'staff.sign_in', 'staff', ${clerk()}, 'x', 'x', 'x')`;
  expect(await latestDeed(second(), { subjectId: clerk() })).toMatchObject({
    action: "staff.unlock",
    actorName: "administrator-1",
  });
  const { story } = await readPerson(first(), { staffId: clerk() });
  expect(story.map(({ action }) => action)).not.toContain("staff.sign_in");
});
