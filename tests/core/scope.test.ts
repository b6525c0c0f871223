import { beforeAll, describe, expect, test } from "vitest";
import type { Context, StaffActor } from "#core/actor.ts";
import { latestChange } from "#core/audit/latest.ts";
import { readContract } from "#core/contracts/read.ts";
import { search } from "#core/contracts/search.ts";
import { feeReport } from "#core/fees/report.ts";
import { addScan } from "#core/forms/add-scan.ts";
import { approveForm } from "#core/forms/approve.ts";
import { editForm } from "#core/forms/edit.ts";
import { keyForm } from "#core/forms/key.ts";
import { listOfForms } from "#core/forms/list.ts";
import { readForm, readScan } from "#core/forms/read.ts";
import { receiveForm } from "#core/forms/receive.ts";
import { cancelForm, markFormIncomplete, returnForm } from "#core/forms/send-back.ts";
import { submitForm } from "#core/forms/submit.ts";
import { readHome } from "#core/home/read.ts";
import { listOfOrders } from "#core/orders/list.ts";
import { readOrder } from "#core/orders/read.ts";
import type { Contract, Token } from "#tests/support/customers.ts";
import { failureOf, keyed, paper, png, shipped, submitted, withWorld } from "#tests/support/world.ts";

const world = withWorld();

/** All of it at branch 002; branch 001 has nothing but its people. */
let contract: Contract & { token: Token };
let formId: string;
let formNumber: number;
let sent: Awaited<ReturnType<typeof shipped>>;
let scanId: string;
const nobodys = "01900000-0000-7000-8000-00000000000c";

beforeAll(async () => {
  contract = await world.registered({ branch: "002" });
  const form = await submitted(world, contract, "unlock");
  formId = form.formId;
  formNumber = form.number;
  await keyed(world, await world.registered({ branch: "002" }), "unlock");
  sent = await shipped(world, await world.registered({ branch: "002" }));
  const [scan] = await world.sql`select id from scans where form_id = ${formId}`;
  scanId = scan?.id;
});

describe.each(["clerk", "approver"] as const)("for a %s another branch's records", (role) => {
  const here = () => world.as(role, { branch: "001" });
  const there = () => world.as(role, { branch: "002" });

  test("are not found, in the same words as what does not exist", async () => {
    const reads: ((context: Context<StaffActor>, id: string) => Promise<unknown>)[] = [
      (context, id) => readContract(context, { contractId: id }),
      (context, id) => readForm(context, { formId: id }),
      (context, id) => readOrder(context, { orderId: id }),
      (context, id) => readScan(context, { formId: id, scanId }),
    ];
    const ids = [contract.id, formId, sent.orderId, formId];
    for (const [at, read] of reads.entries()) {
      const foreign = await failureOf(read(here(), ids[at] ?? ""));
      expect(foreign).toMatchObject({ code: "not_found" });
      expect(foreign).toEqual(await failureOf(read(here(), nobodys)));
      expect(await failureOf(read(there(), ids[at] ?? ""))).toBeUndefined();
    }
  });

  test("are in no search, by whatever they are looked for", async () => {
    const [order] = await world.sql`select number from orders where id = ${sent.orderId}`;
    const texts = [
      contract.contractorId,
      contract.token.serial,
      sent.token.serial,
      String(formNumber),
      String(order?.number),
      sent.trackingNumber,
      "ハママツ",
      "はま",
      "",
    ];
    for (const text of texts) {
      expect(await search(here(), { text })).toMatchObject({ kind: "contracts", contracts: { rows: [] } });
      expect(await search(there(), { text })).not.toMatchObject({
        kind: "contracts",
        contracts: { rows: [] },
      });
    }
  });

  test("are in no list and no count", async () => {
    expect(await listOfForms(here(), {})).toMatchObject({ rows: [], total: 0 });
    expect(await listOfOrders(here(), {})).toMatchObject({ rows: [], total: 0 });
    expect((await readHome(here(), {})).queues).toEqual([]);
    expect(await listOfForms(there(), {})).toMatchObject({ total: 3 });
    expect(await listOfOrders(there(), {})).toMatchObject({ total: 1 });
    expect((await readHome(there(), {})).queues.length).toBeGreaterThan(0);
  });
});

test("who changed another branch's form or order last is told to nobody of this one", async () => {
  for (const subjectId of [formId, sent.orderId]) {
    expect(await latestChange(world.as("clerk", { branch: "001" }), { subjectId })).toBeUndefined();
    expect(await latestChange(world.as("clerk", { branch: "002" }), { subjectId })).toBeDefined();
  }
});

test("a branch's fees are its approver's, though another branch is asked for", async () => {
  const here = await feeReport(world.as("approver", { branch: "001" }), { branchCode: "002" });
  expect(here).toMatchObject({ branchCode: "001", rows: [], total: { assessed_count: 0, gross_yen: 0 } });
  expect(here.branches.map((branch) => branch.code)).toEqual(["001"]);
  expect(here.months.every((month) => month.grossYen === 0)).toBe(true);
  const there = await feeReport(world.as("approver", { branch: "002" }), { branchCode: "001" });
  expect(there).toMatchObject({ branchCode: "002", total: { assessed_count: 1, gross_yen: 1100 } });
  const everywhere = await feeReport(world.as("manager"), {});
  expect(everywhere.branches.map((branch) => branch.code)).toEqual(["001", "002"]);
});

test("another branch's records are changed by nobody", async () => {
  const clerk = world.as("clerk", { branch: "001" });
  const approver = world.as("approver", { branch: "001" });
  const { contractorId: _, kind: __, channel: ___, ...fields } = paper(contract, "unlock");
  const before = await world.everything();
  const reason = "x";
  for (const work of [
    () => editForm(clerk, { formId, ...fields }),
    () => addScan(clerk, { formId, fileName: "x", bytes: png }),
    () => submitForm(clerk, { formId }),
    () => receiveForm(clerk, { formId }),
    () => markFormIncomplete(clerk, { formId, reason }),
    () => cancelForm(clerk, { formId, reason }),
    () => approveForm(approver, { formId }),
    () => returnForm(approver, { formId, reason }),
  ]) {
    expect(await failureOf(work())).toMatchObject({ code: "not_found" });
  }
  const foreign = await failureOf(keyForm(clerk, paper(contract, "reissue")));
  expect(foreign?.fields).toEqual({ contractorId: "contractorId.unknown" });
  expect(await world.everything()).toBe(before);
});

test("head office sees every branch", async () => {
  for (const role of ["operations", "manager", "auditor"] as const) {
    expect(await failureOf(readContract(world.as(role), { contractId: contract.id }))).toBeUndefined();
    expect(await listOfForms(world.as(role), {})).toMatchObject({ total: 3 });
  }
});

test("a clerk who somehow has no branch sees none, not all", async () => {
  const { actor, ...rest } = world.as("clerk");
  const lost = { ...rest, actor: { ...actor, branchCode: null } };
  expect(await failureOf(listOfForms(lost, {}))).toMatchObject({ code: "forbidden" });
  expect(await failureOf(keyForm(lost, paper(contract, "reissue")))).toMatchObject({ code: "forbidden" });
});

test("an id that is none is told like one that is not there", async () => {
  for (const id of ["", "1", "' or 1=1 --", "../../etc/passwd", null, {}, 7]) {
    expect(await failureOf(readForm(world.as("clerk"), { formId: id }))).toMatchObject({
      fields: { formId: "not_found" },
    });
  }
});
