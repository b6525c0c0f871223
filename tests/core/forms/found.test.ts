import { describe, expect, test } from "vitest";
import { approveForm } from "#core/forms/approve.ts";
import { keyForm } from "#core/forms/key.ts";
import { cancelForm } from "#core/forms/send-back.ts";
import { approved, failureOf, keyed, paper, shipped, submitted, withWorld } from "#tests/support/world.ts";
import { contractOf } from "./contract.ts";

const world = withWorld();

describe("a token that was found", () => {
  test("before the reissue was approved: the reissue is cancelled, the serial reopened by the approval only", async () => {
    const contract = await world.registered();
    const reissue = await submitted(world, contract, "reissue", "lost");
    const found = await submitted(world, contract, "found_report");
    expect(await world.tokenState(contract.token.serial)).toBe("suspended");
    await approveForm(world.as("approver"), found);
    expect(await world.tokenState(contract.token.serial)).toBe("active");
    expect(await world.formOf(reissue.formId)).toMatchObject({ state: "cancelled" });
    expect(await contractOf(world, contract.id)).toMatchObject({ bound: 1, card_open: false, orders: null });
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
      expect(await contractOf(world, contract.id)).toMatchObject({
        bound: reopened ? 1 : 0,
        card_open: !reopened,
      });
    }
  });
});
