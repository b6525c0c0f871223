import { expect, test } from "vitest";
import { keyForm } from "#core/forms/key.ts";
import { readNoticeLetters } from "#core/notices/letters.ts";
import { listOfNotices } from "#core/notices/list.ts";
import { printNotices } from "#core/notices/move.ts";
import { failureOf, paper, withWorld } from "#tests/support/world.ts";

const world = withWorld();

/** A letter about a form that came by post, at a branch. */
async function letter(branch = "001") {
  const contract = await world.registered({ branch });
  await keyForm(world.as("clerk", { branch }), { ...paper(contract, "reissue"), channel: "post" });
  const [row] = await world.sql`select id from notices where contract_id = ${contract.id}`;
  return { contract, noticeId: String(row?.id) };
}

test("letters are read with their addresses, on record, and printed by name", async () => {
  const { contract, noticeId } = await letter();
  const clerk = world.as("clerk");
  const [read] = await readNoticeLetters(clerk, { noticeIds: [noticeId] });
  expect(read).toMatchObject({ title: "お届けを受け付けました", contract: { name: "浜松　太郎" } });
  const looks = await world.sql`select page from look_ups where contract_id = ${contract.id}`;
  expect(looks).toEqual([{ page: "notice" }]);
  await printNotices(clerk, { noticeIds: [noticeId, noticeId] });
  const [row] = await world.sql`select state, printed_by from notices where id = ${noticeId}`;
  expect(row).toEqual({ state: "printed", printed_by: clerk.actor.id });
  const audit = await world.sql`select action, subject_kind, after from audit where subject_id = ${noticeId}`;
  expect(audit).toMatchObject([{ action: "notice.print", after: { state: "printed" } }]);
});

test("two who print the same letters: one has printed them, the other is told", async () => {
  const { noticeId } = await letter();
  const ends = await Promise.all(
    [1, 2].map((person) =>
      failureOf(printNotices(world.as("clerk", { person: person as 1 | 2 }), { noticeIds: [noticeId] })),
    ),
  );
  expect(ends.map((end) => end?.code).sort()).toEqual(["conflict", undefined]);
});

test("another branch's letters are not there, and one among others moves none", async () => {
  const [own, other] = [await letter(), await letter("002")];
  const noticeIds = [own.noticeId, other.noticeId];
  const clerk = world.as("clerk");
  expect(await failureOf(printNotices(clerk, { noticeIds }))).toMatchObject({ code: "not_found" });
  expect(await readNoticeLetters(clerk, { noticeIds })).toHaveLength(1);
  const seen = (await listOfNotices(clerk, { state: "to_print" })).rows.map(({ id }) => id);
  expect(seen).toContain(own.noticeId);
  expect(seen).not.toContain(other.noticeId);
  expect(await readNoticeLetters(world.as("operations"), { noticeIds })).toHaveLength(2);
});

test("none and too many are told before anything is looked at", async () => {
  const noticeIds = Array.from({ length: 51 }, () => crypto.randomUUID());
  expect(await failureOf(printNotices(world.as("clerk"), { noticeIds }))).toMatchObject({
    fields: { noticeIds: "notice.many" },
  });
  expect(await failureOf(printNotices(world.as("clerk"), { noticeIds: [] }))).toMatchObject({
    fields: { noticeIds: "notice.none" },
  });
});
