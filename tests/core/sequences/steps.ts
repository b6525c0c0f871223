import { expect } from "vitest";
import { addScan } from "#core/forms/add-scan.ts";
import { approveForm } from "#core/forms/approve.ts";
import { editForm } from "#core/forms/edit.ts";
import { keyForm } from "#core/forms/key.ts";
import { receiveForm } from "#core/forms/receive.ts";
import { formKinds, reissueReasons } from "#core/forms/rules.ts";
import { cancelForm, markFormIncomplete, returnForm } from "#core/forms/send-back.ts";
import { submitForm } from "#core/forms/submit.ts";
import { allocateSerial } from "#core/orders/allocate.ts";
import { cancelOrder } from "#core/orders/cancel.ts";
import { closeOrder } from "#core/orders/close.ts";
import { shipOrder } from "#core/orders/ship.ts";
import { recordMailEvent } from "#core/shipments/record.ts";
import { mailEvents } from "#core/shipments/rules.ts";
import { askReopening } from "#core/tokens/ask.ts";
import { approveTokenRequest } from "#core/tokens/decide.ts";
import { releaseToken } from "#core/tokens/release.ts";
import { restockToken } from "#core/tokens/restock.ts";
import { revokeToken } from "#core/tokens/revoke.ts";
import { suspendToken } from "#core/tokens/suspend.ts";
import { failureOf, nextTrackingNumber, paper, png, type World } from "#tests/support/world.ts";

/** A contract that things happen to, and serials in stock for its orders. */
export type Run = { world: World; contract: { id: string; contractorId: string }; serials: string[] };
export type Step = { what: string; kind: number; reason: number; pick: number; person: 1 | 2 };

const newest = async (world: World, table: "forms" | "orders", contractId: string, pick: number) => {
  const rows = await world.sql`
    select id from ${world.sql(table)} where contract_id = ${contractId} order by number desc limit 3`;
  return String(rows[pick % Math.max(1, rows.length)]?.id ?? "01900000-0000-7000-8000-00000000000d");
};
/** The token that is registered to the contract, or else the one that its newest order sends. */
const tokenOf = async (world: World, contractId: string) => {
  const [row] = await world.sql`
    select token_id from (
      select token_id, 1 as rank from bindings where contract_id = ${contractId} and unbound_at is null
      union all (select token_id, 2 from orders where contract_id = ${contractId} order by number desc limit 1)
    ) as theirs where token_id is not null order by rank limit 1`;
  return String(row?.token_id ?? "01900000-0000-7000-8000-00000000000d");
};
const newestShipment = async (world: World, contractId: string) => {
  const [row] = await world.sql`
    select s.id from shipments s join orders o on o.id = s.order_id where o.contract_id = ${contractId}
      order by s.shipped_at desc, s.id desc limit 1`;
  return String(row?.id ?? "01900000-0000-7000-8000-00000000000d");
};

/** Everything that may happen to a contract; most of it, at a random moment, must be refused. */
export const steps: Record<string, (run: Run, step: Step) => Promise<unknown>> = {
  key: async ({ world, contract }, { kind, reason, person, pick }) => {
    const form = formKinds[kind % formKinds.length] ?? "unlock";
    const why = form === "reissue" ? (reissueReasons[reason % reissueReasons.length] ?? "lost") : null;
    const channel = pick === 2 ? "phone" : "counter";
    return keyForm(world.as("clerk", { person }), { ...paper(contract, form, why), channel });
  },
  edit: async ({ world, contract }, { pick, person, reason }) => {
    const formId = await newest(world, "forms", contract.id, pick);
    const [form] = await world.sql`select kind from forms where id = ${formId}`;
    const why = form?.kind === "reissue" ? (reissueReasons[reason % reissueReasons.length] ?? "lost") : null;
    const {
      contractorId: _,
      kind: __,
      channel: ___,
      ...fields
    } = paper(contract, form?.kind ?? "unlock", why);
    return editForm(world.as("clerk", { person }), { formId, ...fields });
  },
  scan: async ({ world, contract }, { pick }) =>
    addScan(world.as("clerk"), {
      formId: await newest(world, "forms", contract.id, pick),
      fileName: "f.png",
      bytes: png,
    }),
  receive: async ({ world, contract }, { pick }) =>
    receiveForm(world.as("clerk"), { formId: await newest(world, "forms", contract.id, pick) }),
  submit: async ({ world, contract }, { pick }) =>
    submitForm(world.as("clerk"), { formId: await newest(world, "forms", contract.id, pick) }),
  incomplete: async ({ world, contract }, { pick }) =>
    markFormIncomplete(world.as("clerk"), {
      formId: await newest(world, "forms", contract.id, pick),
      reason: "x",
    }),
  return: async ({ world, contract }, { pick, person }) =>
    returnForm(world.as("approver", { person }), {
      formId: await newest(world, "forms", contract.id, pick),
      reason: "x",
    }),
  approve: async ({ world, contract }, { pick, person }) =>
    approveForm(world.as("approver", { person }), {
      formId: await newest(world, "forms", contract.id, pick),
    }),
  cancelForm: async ({ world, contract }, { pick }) =>
    cancelForm(world.as("clerk"), { formId: await newest(world, "forms", contract.id, pick), reason: "x" }),
  allocate: async ({ world, contract, serials }, { pick, reason }) =>
    allocateSerial(world.as("operations"), {
      orderId: await newest(world, "orders", contract.id, pick % 2),
      serial: serials[reason % serials.length],
    }),
  ship: async ({ world, contract }, { pick }) =>
    shipOrder(world.as("operations"), {
      orderId: await newest(world, "orders", contract.id, pick % 2),
      trackingNumber: nextTrackingNumber(),
    }),
  mail: async ({ world, contract }, { kind }) =>
    recordMailEvent(world.as("operations"), {
      shipmentId: await newestShipment(world, contract.id),
      event: mailEvents[kind % mailEvents.length],
      happenedAt: world.now,
    }),
  delivered: async ({ world, contract }) =>
    recordMailEvent(world.as("operations"), {
      shipmentId: await newestShipment(world, contract.id),
      event: "delivered",
      happenedAt: world.now,
    }),
  comesBack: async ({ world, contract }) =>
    recordMailEvent(world.as("operations"), {
      shipmentId: await newestShipment(world, contract.id),
      event: "returned",
      happenedAt: world.now,
    }),
  cancelOrder: async ({ world, contract }, { pick }) =>
    cancelOrder(world.as("operations"), {
      orderId: await newest(world, "orders", contract.id, pick % 2),
      reason: "x",
    }),
  suspend: async ({ world, contract }) =>
    suspendToken(world.as("clerk"), { tokenId: await tokenOf(world, contract.id), reason: "x" }),
  reopen: async ({ world, contract }) => {
    const { requestId } = await askReopening(world.as("clerk"), {
      tokenId: await tokenOf(world, contract.id),
      reason: "x",
    });
    return approveTokenRequest(world.as("approver"), { requestId });
  },
  release: async ({ world, contract }) =>
    releaseToken(world.as("operations"), { tokenId: await tokenOf(world, contract.id), reason: "x" }),
  restock: async ({ world, contract }, { pick }) =>
    restockToken(world.as("operations"), {
      tokenId: await tokenOf(world, contract.id),
      reason: "x",
      seal: pick === 0 ? "unbroken" : "broken",
    }),
  revoke: async ({ world, contract }) =>
    revokeToken(world.as("operations"), { tokenId: await tokenOf(world, contract.id), reason: "x" }),
  close: async ({ world, contract }, { pick }) =>
    closeOrder(world.as("operations"), {
      orderId: await newest(world, "orders", contract.id, pick % 2),
      reason: "x",
    }),
};

/** The customer registers the token of the order in the post, if there is one and nothing is stopped. */
async function register({ world, contract }: Run): Promise<void> {
  const [order] = await world.sql`
    select o.id from orders o where contract_id = ${contract.id} and state in ('shipped', 'delivered')
      and not exists (select from bindings b join tokens t on t.id = b.token_id
        where b.contract_id = o.contract_id and unbound_at is null and t.state <> 'active')`;
  if (order) await world.register(order.id);
}

export async function begin(world: World, hasToken: boolean): Promise<Run> {
  const contract = hasToken ? await world.registered() : await world.contract();
  const serials = await Promise.all([1, 2, 3].map(async () => (await world.token()).serial));
  return { world, contract, serials };
}

/** How many of the steps succeeded; a refusal that was not foreseen as one throws. */
export async function take(run: Run, { what, ...rest }: Step): Promise<number> {
  if (what === "register") {
    await register(run);
    return 0;
  }
  const told = await failureOf((steps[what] ?? expect.unreachable(what))(run, { what, ...rest }));
  return told === undefined ? 1 : 0;
}
