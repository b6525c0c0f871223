import fc from "fast-check";
import { expect, inject, test } from "vitest";
import type { Context, StaffActor } from "#core/actor.ts";
import { verifyAudit } from "#core/audit/verify.ts";
import { approveForm } from "#core/forms/approve.ts";
import { keyForm } from "#core/forms/key.ts";
import { cancelForm, markFormIncomplete, returnForm } from "#core/forms/send-back.ts";
import { submitForm } from "#core/forms/submit.ts";
import { allocateSerial } from "#core/orders/allocate.ts";
import { cancelOrder } from "#core/orders/cancel.ts";
import { shipOrder } from "#core/orders/ship.ts";
import { suspendToken } from "#core/tokens/suspend.ts";
import type { Contract } from "#tests/support/customers.ts";
import { failureOf, nextTrackingNumber, paper, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const operations = 1_000;
const atOnce = 10;

type Pick = { contract: Contract; formId: string; orderId: string; tokenId: string; serial: string };
type Operation = [
  action: string,
  by: () => Context<StaffActor>,
  run: (by: Context<StaffActor>, pick: Pick) => Promise<unknown>,
];

const clerk = () => world.as("clerk");
const approver = () => world.as("approver");
const dispatch = () => world.as("operations");
const reason = "理由";

const operationsOf: readonly Operation[] = [
  ["form.key", clerk, (by, { contract }) => keyForm(by, paper(contract, "reissue"))],
  ["form.key", clerk, (by, { contract }) => keyForm(by, paper(contract, "unlock"))],
  ["form.submit", clerk, (by, { formId }) => submitForm(by, { formId })],
  ["form.approve", approver, (by, { formId }) => approveForm(by, { formId })],
  ["form.approve", approver, (by, { formId }) => approveForm(by, { formId })],
  ["form.return", approver, (by, { formId }) => returnForm(by, { formId, reason })],
  ["form.mark_incomplete", clerk, (by, { formId }) => markFormIncomplete(by, { formId, reason })],
  ["form.cancel", clerk, (by, { formId }) => cancelForm(by, { formId, reason })],
  ["order.allocate", dispatch, (by, { orderId, serial }) => allocateSerial(by, { orderId, serial })],
  [
    "order.ship",
    dispatch,
    (by, { orderId }) => shipOrder(by, { orderId, trackingNumber: nextTrackingNumber() }),
  ],
  ["order.cancel", dispatch, (by, { orderId }) => cancelOrder(by, { orderId, reason })],
  ["token.suspend", clerk, (by, { tokenId }) => suspendToken(by, { tokenId, reason })],
];

test("of 1,000 random operations, ten at once, each that was done left its row and none else did", async () => {
  const contracts = await Promise.all(Array.from({ length: 40 }, () => world.registered()));
  for (let nth = 0; nth < 40; nth++) await world.token();
  // Forms in all their early states lie about, so that most of what is tried can be done.
  const drawn = fc.sample(fc.tuple(fc.nat(operationsOf.length - 1), fc.nat(1_000), fc.nat(1_000)), {
    numRuns: operations,
    seed: inject("seed"),
  });
  const done: { action: string; requestId: string; actorId: string }[] = [];
  for (let from = 0; from < operations; from += atOnce) {
    const [forms, orders, stock] = await Promise.all([
      world.sql`select id from forms where state not in ('completed', 'cancelled') order by number desc limit 20`,
      world.sql`select id from orders where state in ('placed', 'allocated') limit 20`,
      world.sql`select serial from tokens where state = 'in_stock' limit 20`,
    ]);
    await world.sql`insert into scans (id, form_id, file_name, media_type, bytes, added_by, added_at)
      select gen_random_uuid(), id, 'f.png', 'image/png', ${Buffer.from([1])}, maker_id, created_at from forms f
        where not exists (select from scans s where s.form_id = f.id)`;
    await Promise.all(
      drawn.slice(from, from + atOnce).map(async ([which, one, other]) => {
        const [action, by, run] = operationsOf[which] ?? expect.unreachable();
        const contract = contracts[one % contracts.length] ?? expect.unreachable();
        const context = by();
        const failed = await failureOf(
          run(context, {
            contract,
            formId: pickOf(forms, one, "id"),
            orderId: pickOf(orders, one, "id"),
            tokenId: contract.token.id,
            serial: pickOf(stock, other, "serial"),
          }),
        );
        if (!failed) done.push({ action, requestId: context.request.id, actorId: context.actor.id });
      }),
    );
    world.advance({ minutes: 1 });
  }
  const rows = await world.sql`select action, request_id as "requestId", actor_id as "actorId" from audit`;
  const key = (row: { requestId?: string }) => String(row.requestId);
  expect([...rows].sort((a, b) => key(a).localeCompare(key(b)))).toEqual(
    done.sort((a, b) => key(a).localeCompare(key(b))),
  );
  // Otherwise it would hold because nothing ever happened.
  expect(done.length).toBeGreaterThan(200);
  expect(new Set(done.map(({ action }) => action)).size).toBeGreaterThan(8);
  expect(await verifyAudit(world.as("auditor"), {})).toMatchObject({ fault: null, rows: done.length });
}, 120_000);

const nobody = "01900000-0000-7000-8000-00000000000d";

function pickOf(rows: readonly Record<string, unknown>[], nth: number, column: string): string {
  return String(rows[nth % Math.max(1, rows.length)]?.[column] ?? nobody);
}
