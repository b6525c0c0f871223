import { expect, test } from "vitest";
import { discardDraft, readDraft, saveDraft } from "#core/forms/draft.ts";
import { keyForm } from "#core/forms/key.ts";
import { nextToDecide } from "#core/forms/next.ts";
import { failureOf, paper, submitted, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const clerk = () => world.as("clerk");

test("a draft is one's own, the latest stands, and it is gone once the form is keyed", async () => {
  const contract = await world.registered();
  await saveDraft(clerk(), {
    contractorId: contract.contractorId,
    kind: "unlock",
    id: "x",
    sealVerified: "on",
  });
  await saveDraft(clerk(), { contractorId: contract.contractorId, note: "途中", kind: "nonsense" });
  expect(await readDraft(clerk(), {})).toMatchObject({
    typed: { contractorId: contract.contractorId, note: "途中", kind: "nonsense" },
    savedAt: world.now,
  });
  expect(await readDraft(world.as("clerk", { person: 2 }), {})).toBeUndefined();
  // What cannot be keyed takes no draft away.
  expect(await failureOf(keyForm(clerk(), { ...paper(contract, "new") }))).toMatchObject({ code: "invalid" });
  expect(await readDraft(clerk(), {})).toBeDefined();
  await keyForm(clerk(), paper(contract, "unlock"));
  expect(await readDraft(clerk(), {})).toBeUndefined();
});

test("nothing typed keeps nothing; a draft thrown away is gone", async () => {
  await saveDraft(clerk(), { receivedOn: "2026/11/24", channel: "counter" });
  expect(await readDraft(clerk(), {})).toBeUndefined();
  await saveDraft(clerk(), { note: "x" });
  await discardDraft(clerk(), {});
  expect(await readDraft(clerk(), {})).toBeUndefined();
  expect(await failureOf(saveDraft(world.as("operations"), { note: "x" }))).toMatchObject({
    code: "forbidden",
  });
});

test("an approver is led to the form that has waited longest, of their branch, and keyed by somebody else", async () => {
  const approver = world.as("approver");
  const forms = [];
  for (let nth = 0; nth < 3; nth++) {
    forms.push((await submitted(world, await world.registered(), "unlock")).formId);
    world.advance({ minutes: 1 });
  }
  await submitted(world, await world.registered({ branch: "002" }), "unlock");
  const [first, second, third] = forms;
  expect(await nextToDecide(approver, { formId: first })).toEqual({ formId: second, left: 2 });
  expect(await nextToDecide(approver, { formId: second })).toEqual({ formId: first, left: 2 });
  await world.sql`alter table forms disable trigger user`;
  await world.sql`update forms set maker_id = ${approver.actor.id} where id = ${String(second)}`;
  await world.sql`alter table forms enable trigger user`;
  expect(await nextToDecide(approver, { formId: first })).toEqual({ formId: third, left: 1 });
});
