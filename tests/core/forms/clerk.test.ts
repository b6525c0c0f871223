import { describe, expect, test } from "vitest";
import { addScan } from "#core/forms/add-scan.ts";
import { editForm } from "#core/forms/edit.ts";
import { keyForm } from "#core/forms/key.ts";
import { listOfForms } from "#core/forms/list.ts";
import { readForm } from "#core/forms/read.ts";
import { receiveForm } from "#core/forms/receive.ts";
import { cancelForm, markFormIncomplete } from "#core/forms/send-back.ts";
import { submitForm } from "#core/forms/submit.ts";
import { readHome } from "#core/home/read.ts";
import { approved, failureOf, keyed, paper, png, submitted, withWorld } from "#tests/support/world.ts";

const world = withWorld();

describe("on the clerk's side", () => {
  test("a report by phone is provisional until the paper is in, and has stopped the token already", async () => {
    const contract = await world.registered();
    const clerk = world.as("clerk");
    const { formId } = await keyForm(clerk, { ...paper(contract, "loss_report"), channel: "phone" });
    expect(await world.formOf(formId)).toMatchObject({ state: "provisional" });
    expect(await world.tokenState(contract.token.serial)).toBe("suspended");
    expect(await failureOf(submitForm(clerk, { formId }))).toMatchObject({ code: "conflict" });
    await receiveForm(clerk, { formId });
    expect(await failureOf(receiveForm(clerk, { formId }))).toMatchObject({ code: "conflict" });
    await addScan(clerk, { formId, fileName: "f.png", bytes: png });
    await submitForm(clerk, { formId });
    expect(await world.formOf(formId)).toMatchObject({ state: "awaiting_approval" });
  });

  test("the paper of a report by phone is due in five business days, and stands out once it is overdue", async () => {
    const clerk = world.as("clerk");
    const contract = await world.registered();
    const { formId } = await keyForm(clerk, { ...paper(contract, "loss_report"), channel: "phone" });
    expect(await world.formOf(formId)).toMatchObject({ follow_by: new Date("2026-12-01") });
    const counter = await keyForm(clerk, paper(await world.registered(), "unlock"));
    expect(await world.formOf(counter.formId)).toMatchObject({ follow_by: null });
    const shown = async () => {
      const { rows } = await listOfForms(world.as("clerk"), { states: ["provisional"] });
      const { queues } = await readHome(world.as("clerk"), {});
      const waiting = queues.find(({ queue }) => queue === "form_overdue")?.count ?? 0;
      const overdue = await listOfForms(world.as("clerk"), { task: "form_overdue" });
      return { row: rows.find(({ id }) => id === formId)?.overdue, waiting, listed: overdue.total };
    };
    const then = world.now;
    world.setNow("2026-12-01T18:00:00+09:00");
    expect(await shown()).toEqual({ row: false, waiting: 0, listed: 0 });
    world.setNow("2026-12-02T09:00:00+09:00");
    expect(await shown()).toEqual({ row: true, waiting: 1, listed: 1 });
    world.setNow(then);
    await cancelForm(clerk, { formId, reasonCode: "withdrawn" });
  });

  test("a reason of the list says why by itself; another is said in words", async () => {
    const { formId } = await keyed(world, await world.registered(), "unlock");
    const mark = (given: object) => failureOf(markFormIncomplete(world.as("clerk"), { formId, ...given }));
    expect(await mark({ reasonCode: "other", reason: " " })).toMatchObject({
      fields: { reason: "backReason.required" },
    });
    expect(await mark({ reasonCode: "" })).toMatchObject({ fields: { reasonCode: "choose" } });
    expect(await mark({ reasonCode: "seal_differs" })).toBeUndefined();
    expect(await world.formOf(formId)).toMatchObject({ state: "incomplete", back_code: "seal_differs" });
    await submitForm(world.as("clerk"), { formId });
    expect(await world.formOf(formId)).toMatchObject({ back_code: null, back_reason: null });
  });

  test("every open check is told by its field, and nothing is submitted", async () => {
    const contract = await world.registered();
    const clerk = world.as("clerk");
    const { formId } = await keyForm(clerk, {
      ...paper(contract, "reissue", "stolen"),
      sealVerified: false,
      identityDocument: "",
      feeDebitAuthorised: false,
      discoveredOn: "",
      policeReport: "",
    });
    const before = await world.everything();
    expect(await failureOf(submitForm(clerk, { formId }))).toEqual({
      code: "invalid",
      about: "form",
      fields: {
        scans: "check.scans",
        sealVerified: "check.sealVerified",
        identityDocument: "check.identityDocument",
        feeDebitAuthorised: "check.feeDebitAuthorised",
        discoveredOn: "check.discoveredOn",
        policeReport: "check.policeReport",
      },
    });
    expect(await world.everything()).toBe(before);
  });

  test("a fee is debited from an account of a known type, or paid at the counter, never both", async () => {
    const clerk = world.as("clerk");
    const key = async (given: object) =>
      keyForm(clerk, { ...paper(await world.registered(), "reissue"), ...given });
    const both = { feeAtCounter: true };
    expect(await failureOf(key(both))).toMatchObject({ fields: { feeAtCounter: "feeAtCounter.both" } });
    // Without consent there is no account to note.
    const cash = await key({ feeDebitAuthorised: false, feeAtCounter: true, debitAccountType: "current" });
    expect(await world.formOf(cash.formId)).toMatchObject({ debit_account_type: null, fee_at_counter: true });
    const unsaid = await key({ debitAccountType: "" });
    for (const [formId, fields] of [
      [cash.formId, { scans: "check.scans" }],
      [unsaid.formId, { scans: "check.scans", debitAccountType: "check.debitAccountType" }],
    ] as const) {
      expect((await failureOf(submitForm(clerk, { formId })))?.fields).toEqual(fields);
    }
  });

  test("no debit need be authorised where nothing is charged", async () => {
    for (const [kind, reason] of [
      ["unlock", null],
      ["reissue", "initial_defect"],
    ] as const) {
      const contract = await world.registered();
      const clerk = world.as("clerk");
      const { formId } = await keyForm(clerk, {
        ...paper(contract, kind, reason),
        feeDebitAuthorised: false,
      });
      await addScan(clerk, { formId, fileName: "f.png", bytes: png });
      expect(await failureOf(submitForm(clerk, { formId }))).toBeUndefined();
    }
  });

  test("consent to the fee is asked for exactly where the rule in force charges one", async () => {
    const clerk = () => world.as("clerk");
    const unpaid = { feeDebitAuthorised: false, debitAccountType: "" };
    const rule = (kind: string, reason: string | null, netYen: number) =>
      world.sql`insert into fee_rules (id, kind, reason, net_yen, valid_from)
        values (gen_random_uuid(), ${kind}, ${reason}, ${netYen}, '2027-02-01')`;
    const defect = await keyForm(clerk(), {
      ...paper(await world.registered(), "reissue", "initial_defect"),
      ...unpaid,
    });
    const fresh = await keyForm(clerk(), { ...paper(await world.contract(), "new"), ...unpaid });
    const asked = async ({ formId }: { formId: string }) => [
      (await failureOf(submitForm(clerk(), { formId })))?.fields.feeDebitAuthorised !== undefined,
      (await readForm(clerk(), { formId })).openChecks.includes("feeDebitAuthorised"),
    ];
    expect([await asked(defect), await asked(fresh)]).toEqual([
      [false, false],
      [true, true],
    ]);
    await rule("reissue", "initial_defect", 500);
    await rule("new", null, 0);
    const then = world.now;
    world.setNow("2027-02-01T09:00:00+09:00");
    expect([await asked(defect), await asked(fresh)]).toEqual([
      [true, true],
      [false, false],
    ]);
    world.setNow(then);
  });

  test("a form that waits for its approver, is decided or over, is changed in nothing by the clerk", async () => {
    const clerk = world.as("clerk");
    const waiting = await world.registered();
    const decided = await world.registered();
    const over = await world.registered();
    const forms = [
      [waiting, await submitted(world, waiting, "reissue")],
      [decided, await approved(world, decided, "reissue")],
      [over, await approved(world, over, "unlock")],
    ] as const;
    for (const [contract, { formId }] of forms) {
      const { contractorId: _, kind: __, channel: ___, ...fields } = paper(contract, "reissue");
      const before = await world.everything();
      expect(await failureOf(editForm(clerk, { formId, ...fields }))).toMatchObject({ code: "conflict" });
      expect(await failureOf(addScan(clerk, { formId, fileName: "f", bytes: png }))).toMatchObject({
        code: "conflict",
      });
      expect(await failureOf(markFormIncomplete(clerk, { formId, reason: "x" }))).toMatchObject({
        code: "conflict",
      });
      expect(await failureOf(submitForm(clerk, { formId }))).toMatchObject({ code: "conflict" });
      expect(await world.everything()).toBe(before);
    }
  });

  test("an approved form is not the clerk's to cancel: its order is under way", async () => {
    const { formId, orderId } = await approved(world, await world.registered(), "reissue");
    expect(await failureOf(cancelForm(world.as("clerk"), { formId, reason: "x" }))).toMatchObject({
      code: "conflict",
    });
    expect(await world.formOf(formId)).toMatchObject({ state: "approved" });
    expect(await world.orderOf(orderId)).toMatchObject({ state: "placed" });
  });

  test("a form cancelled before its approval leaves a stopped serial stopped", async () => {
    const contract = await world.registered();
    const { formId } = await submitted(world, contract, "reissue", "lost");
    await cancelForm(world.as("clerk"), { formId, reason: "取下げ" });
    expect(await world.formOf(formId)).toMatchObject({ state: "cancelled", back_reason: "取下げ" });
    expect(await world.tokenState(contract.token.serial)).toBe("suspended");
  });

  test("incomplete and returned forms need a reason, and come again", async () => {
    const { formId } = await keyed(world, await world.registered(), "reissue");
    const clerk = world.as("clerk");
    for (const reason of ["", "   ", "　"]) {
      expect(await failureOf(markFormIncomplete(clerk, { formId, reason }))).toMatchObject({
        fields: { reason: "backReason.required" },
      });
    }
    await markFormIncomplete(clerk, { formId, reason: "印鑑相違" });
    expect(await world.formOf(formId)).toMatchObject({ state: "incomplete", back_reason: "印鑑相違" });
    await submitForm(clerk, { formId });
    expect(await world.formOf(formId)).toMatchObject({ state: "awaiting_approval", back_reason: null });
  });
});
