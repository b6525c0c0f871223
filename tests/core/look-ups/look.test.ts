import { beforeEach, describe, expect, test } from "vitest";
import { readContract } from "#core/contracts/read.ts";
import { readForm, readScan } from "#core/forms/read.ts";
import { readResync } from "#core/logins/read-resync.ts";
import { readMasked } from "#core/look-ups/read-masked.ts";
import { unmaskCustomer } from "#core/look-ups/unmask.ts";
import { cancelOrder } from "#core/orders/cancel.ts";
import { readOrder } from "#core/orders/read.ts";
import type { Role } from "#core/staff/rules.ts";
import { approved, failureOf, submitted, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const morning = "2026-11-24T10:00:00+09:00";

beforeEach(() => {
  world.setNow(morning);
});

const looksAt = (contractId: string) => world.sql`
  select l.*, s.role from look_ups l join staff s on s.id = l.staff_id
    where contract_id = ${contractId} order by l.at, l.id`;

/** Whether each role sees a customer masked. */
async function maskedFor(look: (role: Role) => Promise<{ contract: { masked: boolean } }>, roles: Role[]) {
  return Object.fromEntries(
    await Promise.all(roles.map(async (role) => [role, (await look(role)).contract.masked] as const)),
  );
}
const readers: Role[] = ["clerk", "approver", "operations", "manager", "auditor"];
const branchOnly = { clerk: false, approver: false, operations: true, manager: true, auditor: true };

describe("who sees a customer whole without asking", () => {
  test("on a contract's and a form's page the branch, and nobody of head office", async () => {
    const contract = await world.registered();
    const { formId } = await submitted(world, contract, "unlock");
    const contractId = contract.id;
    expect(await maskedFor((role) => readContract(world.as(role), { contractId }), readers)).toEqual(
      branchOnly,
    );
    expect(await maskedFor((role) => readForm(world.as(role), { formId }), readers)).toEqual(branchOnly);
  });

  test("on an order's page who sends it too, while it is under way", async () => {
    const { orderId } = await approved(world, await world.registered(), "reissue");
    const seen = () => maskedFor((role) => readOrder(world.as(role), { orderId }), readers);
    expect(await seen()).toEqual({ ...branchOnly, operations: false });
    await cancelOrder(world.as("operations"), { orderId, reason: "取りやめ" });
    expect(await seen()).toEqual(branchOnly);
  });

  test("on the page of a resync the counter", async () => {
    const { id: contractId } = await world.registered();
    expect(
      await maskedFor((role) => readResync(world.as(role), { contractId }), ["clerk", "operations"]),
    ).toEqual({ clerk: false, operations: true });
  });

  test("what is masked has no name, address or account in it", async () => {
    const { id: contractId } = await world.registered();
    const [row] = await world.sql`select name, kana, address, postal_code, account_number from contracts
      where id = ${contractId}`;
    const whole = await readContract(world.as("clerk"), { contractId });
    const shown = JSON.stringify(await readContract(world.as("auditor"), { contractId }));
    for (const value of Object.values(row ?? {})) {
      expect(JSON.stringify(whole)).toContain(value);
      expect(shown).not.toContain(value);
    }
  });

  test("asking why a customer is to be seen shows nothing of them yet, and is no look", async () => {
    const { id: contractId } = await world.registered();
    const [row] = await world.sql`select name, kana, address, postal_code, account_number from contracts
      where id = ${contractId}`;
    const shown = JSON.stringify(await readMasked(world.as("auditor"), { contractId }));
    for (const value of Object.values(row ?? {})) expect(shown).not.toContain(value);
    expect(await looksAt(contractId)).toEqual([]);
  });

  test("a scan shows its person, so it is refused to whom they are masked", async () => {
    const contract = await world.registered();
    const { formId } = await submitted(world, contract, "unlock");
    const [scan] = await world.sql`select id from scans where form_id = ${formId}`;
    const input = { formId, scanId: scan?.id };
    expect(await failureOf(readScan(world.as("auditor"), input))).toMatchObject({ code: "forbidden" });
    expect(await failureOf(readScan(world.as("approver"), input))).toBeUndefined();
    await unmaskCustomer(world.as("auditor"), { contractId: contract.id, reason: "audit" });
    expect(await failureOf(readScan(world.as("auditor"), input))).toBeUndefined();
  });
});

describe("a look", () => {
  test("is on record with who, where, from where and why", async () => {
    const { id: contractId } = await world.registered();
    const clerk = world.as("clerk");
    await readContract(clerk, { contractId, cameFrom: "/contracts" });
    expect(await looksAt(contractId)).toMatchObject([
      {
        staff_id: clerk.actor.id,
        page: "contract",
        purpose: "search",
        staff_branch_code: "001",
        branch_code: "001",
        unmasking_id: null,
        outside_hours: false,
        request_id: clerk.request.id,
        address: clerk.request.address,
      },
    ]);
  });

  test("of a hundred at once at one page leaves one row, and another page or person or slot its own", async () => {
    const { id: contractId } = await world.registered();
    const look = (role: Role = "clerk") => readContract(world.as(role), { contractId });
    await Promise.all(Array.from({ length: 100 }, () => look()));
    expect(await looksAt(contractId)).toHaveLength(1);
    await look("auditor");
    await readResync(world.as("clerk"), { contractId });
    expect(await looksAt(contractId)).toHaveLength(3);
    world.setNow("2026-11-24T10:09:59.999+09:00");
    await look();
    expect(await looksAt(contractId)).toHaveLength(3);
    world.setNow("2026-11-24T10:10:00+09:00");
    await look();
    expect(await looksAt(contractId)).toHaveLength(4);
  });

  test("that finds nothing, or another branch's, leaves none", async () => {
    const { id: contractId } = await world.registered({ branch: "002" });
    expect(await failureOf(readContract(world.as("clerk"), { contractId }))).toMatchObject({
      code: "not_found",
    });
    expect(await looksAt(contractId)).toEqual([]);
  });

  test.each([
    ["2026-11-24T07:59:59+09:00", true],
    ["2026-11-24T08:00:00+09:00", false],
    ["2026-11-24T19:59:59+09:00", false],
    ["2026-11-24T20:00:00+09:00", true],
    ["2026-11-22T10:00:00+09:00", true],
    ["2026-11-23T10:00:00+09:00", true],
  ])("at %s is outside office hours: %s", async (at, outside) => {
    const { id: contractId } = await world.registered();
    world.setNow(at);
    await readContract(world.as("clerk"), { contractId });
    expect(await looksAt(contractId)).toMatchObject([{ outside_hours: outside }]);
  });
});

describe("an unmasking", () => {
  test("shows the customer whole for ten minutes, on every page, and its looks say so", async () => {
    const contract = await world.registered();
    const contractId = contract.id;
    const { formId } = await submitted(world, contract, "unlock");
    const masked = async () => (await readContract(world.as("auditor"), { contractId })).contract.masked;
    expect(await masked()).toBe(true);
    await unmaskCustomer(world.as("auditor"), { contractId, reason: "audit", note: "抽出点検" });
    expect(await masked()).toBe(false);
    expect((await readForm(world.as("auditor"), { formId })).contract.masked).toBe(false);
    world.advance({ minutes: 9 });
    expect(await masked()).toBe(false);
    world.advance({ minutes: 1 });
    expect(await masked()).toBe(true);
    const rows = await looksAt(contractId);
    expect(rows.filter((row) => row.unmasking_id).map((row) => row.page)).toEqual(["contract", "form"]);
  });

  test("holds for its person, contract and sign-in alone", async () => {
    const [one, other] = [await world.registered(), await world.registered()];
    const mine = world.as("auditor");
    await unmaskCustomer(mine, { contractId: one.id, reason: "audit" });
    const masked = async (context: typeof mine, { id: contractId }: { id: string }) =>
      (await readContract(context, { contractId })).contract.masked;
    const again = { ...mine, actor: { ...mine.actor, signedInAt: new Date(mine.now.getTime() - 1) } };
    expect(await masked(mine, one)).toBe(false);
    expect(await masked(mine, other)).toBe(true);
    expect(await masked(world.as("auditor", { person: 2 }), one)).toBe(true);
    expect(await masked(again, one)).toBe(true);
  });

  test("asks for a reason, in words where it is another, and is in the audit without what was seen", async () => {
    const { id: contractId } = await world.registered();
    const auditor = world.as("auditor");
    for (const reason of [undefined, "", "curiosity"]) {
      expect(await failureOf(unmaskCustomer(auditor, { contractId, reason }))).toMatchObject({
        fields: { reason: "choose" },
      });
    }
    for (const note of [undefined, "", " 　"]) {
      expect(await failureOf(unmaskCustomer(auditor, { contractId, reason: "other", note }))).toMatchObject({
        fields: { note: "required" },
      });
    }
    await unmaskCustomer(auditor, { contractId, reason: "other", note: "税務署の照会" });
    const rows = await world.sql`select * from audit where action = 'customer.unmask'
      and contract_id = ${contractId}`;
    expect(rows).toMatchObject([
      { actor_id: auditor.actor.id, reason: "税務署の照会", after: { unmaskReason: "other" } },
    ]);
  });

  test("is not for whom the work shows the customer anyway, nor for who has no work with them", async () => {
    const { id: contractId } = await world.registered();
    for (const role of ["clerk", "approver", "administrator"] as const) {
      expect(await failureOf(unmaskCustomer(world.as(role), { contractId, reason: "audit" }))).toMatchObject({
        code: "forbidden",
      });
    }
  });
});
