import { v7 } from "uuid";
import { beforeEach, describe, expect, test } from "vitest";
import { readContract } from "#core/contracts/read.ts";
import { listOfLookUps, partOfLookUps } from "#core/look-ups/list.ts";
import { readLookUpMonth } from "#core/look-ups/month.ts";
import { reviewLookUps } from "#core/look-ups/review.ts";
import { purposeOf, strikingOf } from "#core/look-ups/rules.ts";
import { sqlOf } from "#db/prepared.ts";
import { refusal } from "#tests/db/refusal.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";

const world = withWorld();
let month = 0;
let over = "";
let name = "";

/** Each test has a month of its own, in which a clerk, an approver and two auditors looked at one contract. */
beforeEach(async () => {
  const year = 2027 + Math.floor(month / 11);
  const at = (one: number) => `${year}-${String(one).padStart(2, "0")}`;
  const now = (month % 11) + 1;
  month++;
  [name, over] = [at(now), `${at(now + 1)}-01T00:00:00+09:00`];
  world.setNow(`${name}-14T10:00:00+09:00`);
  const { id: contractId } = await world.registered();
  await readContract(world.as("clerk"), { contractId });
  await readContract(world.as("approver"), { contractId });
  await readContract(world.as("auditor"), { contractId });
  await readContract(world.as("auditor", { person: 2 }), { contractId });
});

const reviewed = async () => {
  const { people } = await readLookUpMonth(world.as("auditor"), { month: name });
  return people.filter((one) => one.review).map((one) => one.name);
};

describe("a month's look-ups", () => {
  test("are signed off for everybody but oneself, and by another the rest", async () => {
    world.setNow(over);
    expect(await reviewLookUps(world.as("auditor"), { month: name, note: "異常なし" })).toEqual({
      people: 3,
    });
    expect(await reviewed()).not.toContain("auditor-1");
    const again = reviewLookUps(world.as("auditor"), { month: name, note: "異常なし" });
    expect(await failureOf(again)).toMatchObject({ code: "conflict" });
    expect(await reviewLookUps(world.as("manager"), { month: name, note: "確認" })).toEqual({ people: 1 });
    expect(await reviewed()).toHaveLength(4);
  });

  test("are not signed off before the month is over, nor without a word, nor one's own", async () => {
    world.setNow(new Date(new Date(over).getTime() - 1));
    const sign = (input: object) =>
      failureOf(reviewLookUps(world.as("auditor"), { month: name, note: "x", ...input }));
    expect(await sign({})).toMatchObject({ fields: { month: "lookUpMonth.notOver" } });
    world.setNow(over);
    expect(await sign({ note: " " })).toMatchObject({ fields: { note: "required" } });
    expect(await sign({ staffId: world.as("auditor").actor.id })).toMatchObject({ code: "forbidden" });
    expect(await reviewed()).toEqual([]);
  });

  test("of 20 who sign at once have one review a person, and audit rows that say whose", async () => {
    world.setNow(over);
    const at = { month: name, note: "x" };
    await Promise.all(
      Array.from({ length: 20 }, (_, turn) =>
        failureOf(reviewLookUps(world.as("manager", { person: turn % 2 ? 1 : 2 }), at)),
      ),
    );
    expect(await reviewed()).toHaveLength(4);
    const rows =
      await world.sql`select after from audit where action = 'lookup.review' and subject_id = ${name}`;
    expect(rows.flatMap((row) => row.after.peopleReviewed).sort()).toEqual((await reviewed()).sort());
  });

  test("cannot be signed off by raw SQL by who looked, or by who reviews nothing", async () => {
    const sign = (staffId: string, reviewerId: string) => sqlOf(world.db)`
      insert into look_up_reviews (id, month, staff_id, reviewer_id, at, note, look_ups, unmasked)
        values (${v7()}, ${`${name}-01`}, ${staffId}, ${reviewerId}, ${over}, 'x', 1, 0)`;
    const [auditor, clerk] = [world.as("auditor").actor.id, world.as("clerk").actor.id];
    expect(await refusal(sign(auditor, auditor))).toBe("look_up_reviews_four_eyes");
    expect(await refusal(sign(auditor, clerk))).toBe("look_up_reviews_by_reviewer");
    expect(await refusal(sign(clerk, auditor))).toBeUndefined();
  });
});

describe("the list", () => {
  test("finds by person, branch, contract, purpose, and pages without a gap", async () => {
    const auditor = world.as("auditor");
    const find = async (filter: object) =>
      (await listOfLookUps(auditor, { month: name, ...filter })).rows.map((row) => row.staffName);
    expect((await find({})).sort()).toEqual(["approver-001-1", "auditor-1", "auditor-2", "clerk-001-1"]);
    expect(await find({ staffId: world.as("clerk").actor.id })).toEqual(["clerk-001-1"]);
    expect(await find({ branchCode: "002" })).toEqual([]);
    expect(await find({ contractorId: "00000000000" })).toEqual([]);
    expect(await find({ purpose: "search" })).toEqual([]);
    expect(await find({ unmasked: "on" })).toEqual([]);
    const all = await partOfLookUps(auditor, { month: name });
    const rest = await partOfLookUps(auditor, { month: name, before: all[1]?.id });
    expect(rest.map((row) => row.id)).toEqual(all.slice(2).map((row) => row.id));
  });
});

test.each([
  [undefined, "direct"],
  ["/", "queue"],
  ["/contracts", "search"],
  ["/contracts/x", "contract"],
  ["/forms", "queue"],
  ["/forms/x", "form"],
  ["/orders/x", "order"],
  ["/tokens/x", "token"],
  ["/look-ups", "review"],
  ["/elsewhere", "direct"],
])("who came from %s came for %s", (path, purpose) => {
  expect(purposeOf(path)).toBe(purpose);
});

test("who looked far more often than colleagues of the rank stands out, not who is alone in it", () => {
  const person = (id: string, total: number, role = "clerk") => ({
    id,
    role,
    total,
    otherBranch: 0,
    outsideHours: 0,
  });
  const all = [person("a", 100), person("b", 10), person("c", 12), person("d", 500, "auditor")];
  expect(all.map((one) => strikingOf(one, all))).toEqual([["many"], [], [], []]);
});
