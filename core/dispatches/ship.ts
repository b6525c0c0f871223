import { z } from "zod";
import { findDispatch, listPacked } from "#db/dispatches.ts";
import { findOrder } from "#db/orders.ts";
import type { StaffActor } from "../actor.ts";
import { type Change, command, query } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail, failField } from "../errors.ts";
import { idInput } from "../input.ts";
import { postOrder } from "../orders/post.ts";
import { trackingNumberInput } from "../shipments/input.ts";
import { judgeTracking, orderNumberInput, problemOfOrder, trackingTextInput } from "./tracking.ts";

const oneInput = z.object({
  dispatchId: idInput,
  orderNumber: orderNumberInput,
  trackingNumber: trackingNumberInput,
});

const shipOne = command<typeof oneInput, { dispatchId: string; number: number; left: number }, StaffActor>({
  name: "order.ship",
  permit: "order.dispatch",
  input: oneInput,
  async run({ tx, actor, now, scope }, { dispatchId, orderNumber, trackingNumber }) {
    const packed = await listPacked(tx, dispatchId);
    const found = packed.find(({ number }) => String(number) === orderNumber);
    const problem = problemOfOrder(found);
    if (problem) failField("orderNumber", problem);
    const order = (found && (await findOrder(tx, scope, found.id))) ?? fail("not_found", "order");
    const change = await postOrder(tx, { order, trackingNumber, by: actor, now });
    const left = packed.filter((one) => problemOfOrder(one) === null).length - 1;
    return { result: { dispatchId, number: order.number, left }, change };
  },
});

/** Posts one order of a dispatch, by the two barcodes of its letter. Fails with `invalid` under the number that is wrong. */
export const shipPacked: typeof shipOne = (context, order) => explained(shipOne(context, order));

const manyInput = z.object({ dispatchId: idInput, text: trackingTextInput });

/** What a file of tracking numbers would come to, row by row. */
export const previewTracking = query({
  permit: "order.dispatch",
  input: manyInput,
  async run({ db }, { dispatchId, text }) {
    if (!(await findDispatch(db, dispatchId))) fail("not_found", "dispatch");
    return { rows: await judgeTracking(db, dispatchId, text) };
  },
});

const shipMany = command<typeof manyInput, { dispatchId: string; count: number }, StaffActor>({
  name: "order.ship",
  permit: "order.dispatch",
  input: manyInput,
  async run({ tx, actor, now, scope }, { dispatchId, text }) {
    const rows = await judgeTracking(tx, dispatchId, text);
    if (rows.some(({ problem }) => problem !== null)) failField("file", "tracking.problems");
    const changes: Change[] = [];
    for (const { orderId, trackingNumber } of rows) {
      const order = (await findOrder(tx, scope, orderId ?? "")) ?? fail("conflict", "order");
      changes.push(await postOrder(tx, { order, trackingNumber, by: actor, now }));
    }
    const [first, ...others] = changes;
    if (!first) return failField("file", "tracking.empty");
    return { result: { dispatchId, count: changes.length }, change: [first, ...others] };
  },
});

/** Posts every order that a file of tracking numbers names, or none: see `previewTracking`. */
export const shipAllPacked: typeof shipMany = (context, file) => explained(shipMany(context, file));
