import { beforeEach, describe, expect, test } from "vitest";
import { search } from "#core/contracts/search.ts";
import { feeReport } from "#core/fees/report.ts";
import { approveForm } from "#core/forms/approve.ts";
import { listOfForms } from "#core/forms/list.ts";
import { readForm } from "#core/forms/read.ts";
import { returnForm } from "#core/forms/send-back.ts";
import { readHome } from "#core/home/read.ts";
import { askReopening } from "#core/tokens/ask.ts";
import { approveTokenRequest } from "#core/tokens/decide.ts";
import { suspendToken } from "#core/tokens/suspend.ts";
import { approved, failureOf, submitted, withWorld } from "#tests/support/world.ts";
import { atDesk, branchesOf, named } from "./fixtures.ts";

const world = withWorld();
const there = { branch: "002" } as const;

beforeEach(async () => {
  world.setNow("2026-11-24T10:00:00+09:00");
  await world.sql`update staff set disabled_at = null`;
  await world.sql`update delegations set ended_at = ${world.now}, ended_by = absent_id where ended_at is null`;
});

const waiting = async (branch = "001") =>
  (await submitted(world, await world.registered({ branch }), "unlock")).formId;

describe("a substitute", () => {
  test("sees and decides what waits at the absent approver's branch, on whose behalf is on record", async () => {
    const formId = await waiting();
    const before = await atDesk(world, there);
    expect(await failureOf(readForm(before, { formId }))).toMatchObject({ code: "not_found" });
    await named(world);
    const context = await atDesk(world, there);
    expect((await readForm(context, { formId })).form.id).toBe(formId);
    expect((await listOfForms(context, {})).rows.map(({ id }) => id)).toContain(formId);
    const { queues } = await readHome(context, {});
    expect(queues.map(({ queue }) => queue)).toContain("form_awaiting_approval");
    await approveForm(context, { formId });
    const [row] =
      await world.sql`select * from audit where subject_id = ${formId} and action = 'form.approve'`;
    expect(row).toMatchObject({ actor_name: "approver-002-1", after: { onBehalfOf: ["approver-001-1"] } });
  });

  test("returns forms, decides requests and reads the fees there too", async () => {
    const formId = await waiting();
    const { token } = await world.registered();
    await suspendToken(world.as("clerk"), { tokenId: token.id, reason: "x" });
    const { requestId } = await askReopening(world.as("clerk"), { tokenId: token.id, reason: "x" });
    await approved(world, await world.registered(), "reissue");
    await named(world);
    const context = await atDesk(world, there);
    await returnForm(context, { formId, reason: "印影が不鮮明" });
    await approveTokenRequest(context, { requestId });
    expect(await world.tokenState(token.serial)).toBe("active");
    const rows = await world.sql`
      select after->'onBehalfOf' as for from audit where actor_name = 'approver-002-1'
        and subject_id in (${formId}, ${requestId}, ${token.id})`;
    expect(rows.map((row) => row.for)).toEqual(Array(3).fill(["approver-001-1"]));
    const all = await feeReport(context, {});
    expect(all.branches.map(({ code }) => code)).toEqual(["001", "002"]);
    expect(all.total.assessed_count).toBeGreaterThan(0);
    expect((await feeReport(context, { branchCode: "002" })).total.assessed_count).toBe(0);
  });

  test("still works at their own branch, in their own name", async () => {
    const formId = await waiting("002");
    await named(world);
    await approveForm(await atDesk(world, there), { formId });
    const [row] =
      await world.sql`select after from audit where subject_id = ${formId} and action = 'form.approve'`;
    expect(row?.after).not.toHaveProperty("onBehalfOf");
  });

  test("of somebody at the same branch gains nothing and decides in their own name", async () => {
    const formId = await waiting();
    await named(world, { to: { person: 2 } });
    const context = await atDesk(world, { person: 2 });
    await approveForm(context, { formId });
    const [row] =
      await world.sql`select after from audit where subject_id = ${formId} and action = 'form.approve'`;
    expect(row?.after).not.toHaveProperty("onBehalfOf");
  });

  test("of two at once acts for both, and both are on record", async () => {
    const formId = await waiting();
    await named(world);
    await named(world, { from: { person: 2 } });
    await named(world, { from: { person: 2 }, untilOn: "2026-12-01" });
    const context = await atDesk(world, there);
    expect(context.actor.standsInFor.map(({ name }) => name)).toEqual(["approver-001-1", "approver-001-2"]);
    await approveForm(context, { formId });
    const [row] =
      await world.sql`select after from audit where subject_id = ${formId} and action = 'form.approve'`;
    expect(row?.after.onBehalfOf).toEqual(["approver-001-1", "approver-001-2"]);
  });

  test("hands nothing on: their own substitute acts for their branch alone", async () => {
    await named(world, { from: { person: 1 }, to: { person: 2 } });
    await named(world, { from: { person: 2 }, to: there });
    await named(world, { from: there, to: { branch: "002", person: 2 } });
    expect(await branchesOf(world, there)).toEqual(["001"]);
    expect(await branchesOf(world, { branch: "002", person: 2 })).toEqual(["002"]);
  });
});

test("the days hold from midnight to midnight in Japan, the last one included", async () => {
  world.setNow("2026-11-23T10:00:00+09:00");
  await named(world);
  const seen: [string, string[]][] = [];
  for (const at of ["23T23:59:59.999", "24T00:00:00", "25T23:59:59.999", "26T00:00:00"]) {
    world.setNow(`2026-11-${at}+09:00`);
    seen.push([at, await branchesOf(world, there)]);
  }
  expect(seen).toEqual([
    ["23T23:59:59.999", []],
    ["24T00:00:00", ["001"]],
    ["25T23:59:59.999", ["001"]],
    ["26T00:00:00", []],
  ]);
});

describe("at the next request it is over", () => {
  const change = (set: string, username: string) =>
    world.sql.unsafe(`update staff set ${set} where username = $1`, [username]);

  test.each([
    ["disabled", "disabled_at = now()", "disabled_at = null"],
    ["a clerk", "role = 'clerk'", "role = 'approver'"],
    ["a manager", "role = 'manager', branch_code = null", "role = 'approver', branch_code = '001'"],
  ])("once who is away is %s", async (_, set, back) => {
    const formId = await waiting();
    await named(world);
    expect(await branchesOf(world, there)).toEqual(["001"]);
    await change(set, "approver-001-1");
    const context = await atDesk(world, there);
    expect(context.actor.standsInFor).toEqual([]);
    expect(await failureOf(approveForm(context, { formId }))).toMatchObject({ code: "not_found" });
    await change(back, "approver-001-1");
  });

  test("once the substitute is no approver any more", async () => {
    await named(world);
    await change("role = 'clerk'", "approver-002-1");
    expect(await branchesOf(world, there)).toEqual([]);
    await change("role = 'manager', branch_code = null", "approver-002-1");
    expect(await branchesOf(world, there)).toEqual([]);
    await change("role = 'approver', branch_code = '002'", "approver-002-1");
  });

  test("where who is away has moved, it is the new branch that they act for", async () => {
    await named(world, { to: { person: 2 } });
    await change("branch_code = '002'", "approver-001-1");
    expect(await branchesOf(world, { person: 2 })).toEqual(["002"]);
    await change("branch_code = '001'", "approver-001-1");
  });
});

describe("amid a decision, with the page already open,", () => {
  test.each([
    [
      "a delegation ended",
      "update delegations set ended_at = now(), ended_by = absent_id where ended_at is null",
    ],
    ["who is away was disabled", "update staff set disabled_at = now() where username = 'approver-001-1'"],
    ["the substitute was disabled", "update staff set disabled_at = now() where username = 'approver-002-1'"],
  ])("%s: the database refuses", async (_, statement) => {
    const formId = await waiting();
    await named(world);
    const context = await atDesk(world, there);
    await world.sql.unsafe(statement);
    expect(await failureOf(approveForm(context, { formId }))).toMatchObject({
      code: "forbidden",
      about: "notInCharge",
    });
    expect(await failureOf(returnForm(context, { formId, reason: "x" }))).toMatchObject({
      about: "notInCharge",
    });
    expect(await world.formOf(formId)).toMatchObject({ state: "awaiting_approval", checker_id: null });
  });

  test("a role was changed: so it does for an approver of the branch", async () => {
    const formId = await waiting();
    const context = await atDesk(world);
    await world.sql`update staff set role = 'clerk' where username = 'approver-001-1'`;
    expect(await failureOf(approveForm(context, { formId }))).toMatchObject({ about: "notInCharge" });
    await world.sql`update staff set role = 'approver', branch_code = '002' where username = 'approver-001-1'`;
    expect(await failureOf(approveForm(context, { formId }))).toMatchObject({ about: "notInCharge" });
    await world.sql`update staff set branch_code = '001' where username = 'approver-001-1'`;
    expect(await failureOf(approveForm(context, { formId }))).toBeUndefined();
  });
});

describe("four eyes", () => {
  /** A form that a clerk keyed who has become an approver since. */
  const keyedBy = async (username: string) => {
    const formId = await waiting();
    // The form's own guard lets nobody rename its maker: here it is the clerk's past that is made up.
    await world.sql.begin(async (sql) => {
      await sql`alter table forms disable trigger user`;
      await sql`update forms set maker_id = (select id from staff where username = ${username}) where id = ${formId}`;
      await sql`alter table forms enable trigger user`;
    });
    return formId;
  };

  test("hold for a substitute who keyed the form", async () => {
    const formId = await keyedBy("approver-002-1");
    await named(world);
    const told = await failureOf(approveForm(await atDesk(world, there), { formId }));
    expect(told).toMatchObject({ code: "forbidden", about: "fourEyes" });
  });

  test("hold for whoever acts in the maker's place alone", async () => {
    const formId = await keyedBy("approver-001-1");
    await named(world);
    const context = await atDesk(world, there);
    expect(await failureOf(approveForm(context, { formId }))).toMatchObject({ about: "fourEyes" });
    expect(await failureOf(returnForm(context, { formId, reason: "x" }))).toMatchObject({
      about: "fourEyes",
    });
    await named(world, { from: { person: 2 } });
    expect(await failureOf(approveForm(await atDesk(world, there), { formId }))).toBeUndefined();
  });

  test("hold against the absent approver and the substitute at once: one decides", async () => {
    const formId = await waiting();
    await named(world);
    const both = [await atDesk(world), await atDesk(world, there)];
    const ends = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        failureOf(approveForm(both[at % 2] ?? expect.unreachable(), { formId })),
      ),
    );
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    expect(new Set(ends.map((end) => end?.code))).toEqual(new Set([undefined, "conflict"]));
  });
});

test("another branch's contracts are found by a substitute, for those days", async () => {
  const { contractorId } = await world.registered();
  const found = async () => search(await atDesk(world, there), { text: contractorId });
  expect(await found()).toMatchObject({ contracts: { rows: [] } });
  await named(world);
  expect(await found()).not.toMatchObject({ contracts: { rows: [] } });
});
