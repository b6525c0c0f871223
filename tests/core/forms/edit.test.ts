import { expect, test } from "vitest";
import { editForm } from "#core/forms/edit.ts";
import { keyedMark } from "#core/forms/mark.ts";
import { readForm } from "#core/forms/read.ts";
import { returnForm } from "#core/forms/send-back.ts";
import { failureOf, keyed, paper, submitted, withWorld } from "#tests/support/world.ts";

const world = withWorld();

test("a correction of what somebody else corrected meanwhile is refused", async () => {
  const { formId } = await keyed(world, await world.registered(), "unlock");
  const { form } = await readForm(world.as("clerk"), { formId });
  const correct = (person: 1 | 2, seen: string, note: string) => {
    const { contractorId: _, kind: __, channel: ___, ...fields } = paper({ contractorId: "" }, "unlock");
    return failureOf(editForm(world.as("clerk", { person }), { formId, seen, ...fields, note }));
  };
  const seen = keyedMark(form);
  expect(await correct(2, seen, "二人目")).toBeUndefined();
  expect(await correct(1, seen, "一人目")).toMatchObject({ code: "conflict", about: "form" });
  const now = await readForm(world.as("clerk"), { formId });
  expect(now.form.note).toBe("二人目");
  expect(await correct(1, keyedMark(now.form), "一人目")).toBeUndefined();
});

test("who corrects a form becomes its maker", async () => {
  const contract = await world.registered();
  const { formId } = await keyed(world, contract, "reissue", "faulty");
  const other = world.as("clerk", { person: 2 });
  const { contractorId: _, kind: __, channel: ___, ...fields } = paper(contract, "reissue", "lost");
  await editForm(other, { formId, ...fields, note: "理由を訂正" });
  expect(await world.formOf(formId)).toMatchObject({
    maker_id: other.actor.id,
    reason: "lost",
    note: "理由を訂正",
  });
  // The correction says lost: the serial stops as it would have at once.
  expect(await world.tokenState(contract.token.serial)).toBe("suspended");
  const [audit] =
    await world.sql`select before, after from audit where action = 'form.edit' order by id desc`;
  expect(audit).toMatchObject({
    before: { reason: "faulty", note: "" },
    after: { reason: "lost", note: "理由を訂正", stoppedSerial: contract.token.serial },
  });
});

test("who returned a form does not become its maker", async () => {
  const contract = await world.registered();
  const { formId } = await submitted(world, contract, "reissue");
  const approver = world.as("approver");
  await returnForm(approver, { formId, reason: "x" });
  const turned = { ...approver, actor: { ...approver.actor, role: "clerk" as const } };
  const { contractorId: _, kind: __, channel: ___, ...fields } = paper(contract, "reissue");
  expect(await failureOf(editForm(turned, { formId, ...fields }))).toEqual({
    code: "forbidden",
    about: "fourEyes",
    fields: {},
  });
});
