import { describe, expect, test } from "vitest";
import { addScan } from "#core/forms/add-scan.ts";
import { approveForm } from "#core/forms/approve.ts";
import { editForm } from "#core/forms/edit.ts";
import { keyForm } from "#core/forms/key.ts";
import { receiveForm } from "#core/forms/receive.ts";
import type { ReissueReason } from "#core/forms/rules.ts";
import { cancelForm, markFormIncomplete, returnForm } from "#core/forms/send-back.ts";
import { submitForm } from "#core/forms/submit.ts";
import {
  approved,
  failureOf,
  keyed,
  paper,
  png,
  shipped,
  submitted,
  withWorld,
} from "#tests/support/world.ts";

const world = withWorld();

const contractOf = async (id: string) => {
  const [found] = await world.sql`
    select a.password_fails, a.otp_fails, a.card_fails, a.card_opened_at is not null as card_open,
      (select count(*)::int from bindings b where b.contract_id = a.contract_id and unbound_at is null) as bound,
      (select json_agg(json_build_array(o.state, o.kind, f.net_yen, f.tax_yen, f.gross_yen)) from orders o
        join fees f on f.order_id = o.id where o.contract_id = a.contract_id) as orders
    from login_accounts a where contract_id = ${id}`;
  return found;
};

describe("what the approval of each kind does", () => {
  test("new: an order and its fee; no card access, for nothing was unbound", async () => {
    const contract = await world.contract();
    const { formId } = await approved(world, contract, "new");
    expect(await world.formOf(formId)).toMatchObject({ state: "approved" });
    expect(await contractOf(contract.id)).toMatchObject({
      bound: 0,
      card_open: false,
      orders: [["placed", "new", 1000, 100, 1100]],
    });
  });

  test("exchange: an order and its fee; the old token goes on working", async () => {
    const contract = await world.registered();
    await approved(world, contract, "exchange");
    expect(await contractOf(contract.id)).toMatchObject({
      bound: 1,
      card_open: false,
      orders: [["placed", "exchange", 1000, 100, 1100]],
    });
    expect(await world.tokenState(contract.token.serial)).toBe("active");
  });

  test("exchange: not for a token that was stopped or unbound since it was keyed", async () => {
    const stopped = await world.registered();
    const first = await submitted(world, stopped, "exchange");
    await keyed(world, stopped, "loss_report");
    expect(await failureOf(approveForm(world.as("approver"), first))).toMatchObject({ about: "binding" });
    const left = await world.registered();
    const second = await submitted(world, left, "exchange");
    await approved(world, left, "unenroll");
    expect(await failureOf(approveForm(world.as("approver"), second))).toMatchObject({ about: "binding" });
  });

  test.each<[ReissueReason, string, number]>([
    ["battery_dead", "active", 1100],
    ["faulty", "active", 1100],
    ["damaged", "active", 1100],
    ["stolen", "suspended", 1100],
    ["lost", "suspended", 1100],
    ["initial_defect", "active", 0],
  ])(
    "reissue for %s: until then the serial is %s; the fee is %d yen",
    async (reason, untilThen, grossYen) => {
      const contract = await world.registered();
      const { formId } = await submitted(world, contract, "reissue", reason);
      expect(await world.tokenState(contract.token.serial)).toBe(untilThen);
      await approveForm(world.as("approver"), { formId });
      expect(await world.tokenState(contract.token.serial)).toBe("revoked");
      const found = await contractOf(contract.id);
      expect(found).toMatchObject({ bound: 0, card_open: true });
      expect(found?.orders?.[0]?.[4]).toBe(grossYen);
      const entries = await world.sql`
      select e.kind, e.amount_yen from fee_entries e join fees f on f.id = e.fee_id
        where f.contract_id = ${contract.id}`;
      expect(entries).toEqual([{ kind: "assessed", amount_yen: grossYen }]);
    },
  );

  test("unlock: every counter begins anew, and the form is done", async () => {
    const contract = await world.registered();
    const other = await world.registered();
    await world.sql`update login_accounts set password_fails = 5, otp_fails = 4, card_fails = 3`;
    const { formId } = await approved(world, contract, "unlock");
    expect(await contractOf(contract.id)).toMatchObject({
      password_fails: 0,
      otp_fails: 0,
      card_fails: 0,
      bound: 1,
    });
    expect(await contractOf(other.id)).toMatchObject({ password_fails: 5, otp_fails: 4, card_fails: 3 });
    expect(await world.formOf(formId)).toMatchObject({ state: "completed" });
  });

  test("unenroll: the serial is unbound for good, with no order, fee or card access", async () => {
    const contract = await world.registered();
    const { formId } = await approved(world, contract, "unenroll");
    expect(await contractOf(contract.id)).toMatchObject({ bound: 0, card_open: false, orders: null });
    expect(await world.tokenState(contract.token.serial)).toBe("revoked");
    expect(await world.formOf(formId)).toMatchObject({ state: "completed" });
    const [binding] = await world.sql`select unbind_reason from bindings where contract_id = ${contract.id}`;
    expect(binding).toEqual({ unbind_reason: "unenroll" });
  });

  test("loss report: stopped when keyed; its approval adds nothing, a form must follow", async () => {
    const contract = await world.registered();
    const { formId } = await submitted(world, contract, "loss_report");
    expect(await world.tokenState(contract.token.serial)).toBe("suspended");
    await approveForm(world.as("approver"), { formId });
    expect(await world.tokenState(contract.token.serial)).toBe("suspended");
    expect(await contractOf(contract.id)).toMatchObject({ bound: 1, card_open: false, orders: null });
    expect(await world.formOf(formId)).toMatchObject({ state: "completed" });
    const reissue = await approved(world, contract, "reissue", "lost");
    expect(await world.formOf(reissue.formId)).toMatchObject({ state: "approved" });
  });
});

describe("a token that was found", () => {
  test("before the reissue was approved: the reissue is cancelled, the serial reopened by the approval only", async () => {
    const contract = await world.registered();
    const reissue = await submitted(world, contract, "reissue", "lost");
    const found = await submitted(world, contract, "found_report");
    expect(await world.tokenState(contract.token.serial)).toBe("suspended");
    await approveForm(world.as("approver"), found);
    expect(await world.tokenState(contract.token.serial)).toBe("active");
    expect(await world.formOf(reissue.formId)).toMatchObject({ state: "cancelled" });
    expect(await contractOf(contract.id)).toMatchObject({ bound: 1, card_open: false, orders: null });
    expect(await failureOf(approveForm(world.as("approver"), reissue))).toMatchObject({ code: "conflict" });
    const [audit] = await world.sql`
      select after from audit where subject_id = ${found.formId} and action = 'form.approve'`;
    expect(audit?.after).toMatchObject({
      reopenedSerial: contract.token.serial,
      cancelledForms: [reissue.number],
    });
  });

  test("after it, the serial stays revoked: a report under way is refused, a new one cannot be keyed", async () => {
    const contract = await world.registered();
    const reissue = await submitted(world, contract, "reissue", "lost");
    const found = await submitted(world, contract, "found_report");
    await approveForm(world.as("approver"), reissue);
    const before = await world.everything();
    expect(await failureOf(approveForm(world.as("approver"), found))).toMatchObject({
      code: "conflict",
      about: "binding",
    });
    expect(await world.everything()).toBe(before);
    await cancelForm(world.as("clerk"), { formId: found.formId, reason: "再発行済み" });
    expect(await failureOf(keyForm(world.as("clerk"), paper(contract, "found_report")))).toMatchObject({
      code: "invalid",
      fields: { kind: "kind.notSuspended" },
    });
    expect(await world.tokenState(contract.token.serial)).toBe("revoked");
  });

  test("stolen never reopens, though the form that said so was cancelled first", async () => {
    for (const cancelFirst of [false, true]) {
      const contract = await world.registered();
      const { formId } = await submitted(world, contract, "reissue", "stolen");
      const found = await submitted(world, contract, "found_report");
      if (cancelFirst) await cancelForm(world.as("clerk"), { formId, reason: "見つかった" });
      const before = await world.everything();
      expect(await failureOf(approveForm(world.as("approver"), found))).toEqual({
        code: "conflict",
        about: "stolenNeverReopens",
        fields: {},
      });
      expect(await world.everything()).toBe(before);
      expect(await world.tokenState(contract.token.serial)).toBe("suspended");
    }
  });

  test("the theft of an earlier token is nothing to a later one", async () => {
    const contract = await world.registered();
    const { orderId } = await approved(world, contract, "reissue", "stolen");
    await world.sql`update orders set state = 'cancelled' where id = ${orderId}`;
    world.advance({ days: 1 });
    const { orderId: second, token } = await shipped(world, contract, "new");
    await world.register(second);
    await keyed(world, contract, "loss_report");
    await approved(world, contract, "found_report");
    expect(await world.tokenState(token.serial)).toBe("active");
  });

  test("while the reissue is approved and the report too, one of both happens", async () => {
    for (let round = 0; round < 15; round++) {
      const contract = await world.registered();
      const reissue = await submitted(world, contract, "reissue", "lost");
      const found = await submitted(world, contract, "found_report");
      const ends = await Promise.all([
        failureOf(approveForm(world.as("approver", { person: 1 }), reissue)),
        failureOf(approveForm(world.as("approver", { person: 2 }), found)),
      ]);
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      const reopened = ends[0] !== undefined;
      expect(await world.tokenState(contract.token.serial)).toBe(reopened ? "active" : "revoked");
      expect(await contractOf(contract.id)).toMatchObject({ bound: reopened ? 1 : 0, card_open: !reopened });
    }
  });
});

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

describe("a form that cannot be of this contract is refused by its field", () => {
  test.each([
    ["new", "registered", "kind.hasToken"],
    ["exchange", "none", "kind.noActiveToken"],
    ["reissue", "none", "kind.noToken"],
    ["unenroll", "none", "kind.noToken"],
    ["loss_report", "none", "kind.noToken"],
    ["found_report", "registered", "kind.notSuspended"],
    ["exchange", "ordered", "kind.orderUnderWay"],
    ["reissue", "ordered", "kind.orderUnderWay"],
  ] as const)("%s of a contract with its token %s: %s", async (kind, token, message) => {
    const contract = token === "none" ? await world.contract() : await world.registered();
    if (token === "ordered") await approved(world, contract, "exchange");
    const before = await world.everything();
    expect(await failureOf(keyForm(world.as("clerk"), paper(contract, kind)))).toMatchObject({
      code: "invalid",
      fields: { kind: message },
    });
    expect(await world.everything()).toBe(before);
  });
});
