import { z } from "zod";
import { findDispatch, listPacked, listToPack, type PackedOrder } from "#db/dispatches.ts";
import type { Actor, Context } from "../actor.ts";
import { addBusinessDays } from "../calendar.ts";
import { japanDay } from "../clock.ts";
import { query } from "../command.ts";
import { maskName } from "../contracts/rules.ts";
import { notInCp932, toCp932 } from "../cp932.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { lookAt } from "../look-ups/look.ts";
import { isToPack, isToPost, orderClock, soonLateDays } from "../orders/rules.ts";
import { addressText, dispatchAtMost } from "./rules.ts";
import { isTooLong, yuPriColumns, yuPriRow } from "./yu-pri-r.ts";

const bytesOf = (text: string) => toCp932(text).length;

/** An order as the lists of packing show it: no name, no address, but what is to be looked at before it goes out. */
function shown(
  { contract, addressAtKeying, ...order }: PackedOrder,
  { today, soon }: { today: string; soon: string },
) {
  const addressee = { ...contract, number: order.number };
  return {
    ...order,
    contractId: contract.id,
    contractorId: contract.contractorId,
    kana: maskName(contract.kana),
    branchCode: contract.branchCode,
    clock: orderClock(order, { today, soon }),
    addressChanged: addressAtKeying !== null && addressAtKeying !== addressText(contract),
    unwritable: notInCp932(contract.name + contract.address),
    tooLong: isTooLong(addressee, bytesOf),
  };
}

export type ShownOrder = ReturnType<typeof shown>;

const clockOf = (now: Date) => {
  const today = japanDay(now);
  return { today, soon: addBusinessDays(today, soonLateDays) };
};

/** The orders that may be packed now, the soonest due first; at most as many as one dispatch holds. */
export const ordersToPack = query({
  permit: "order.dispatch",
  input: z.object({}),
  run: async ({ db, now }) =>
    (await listToPack(db, dispatchAtMost)).filter(isToPack).map((order) => shown(order, clockOf(now))),
});

const one = z.object({ dispatchId: idInput });

/** A dispatch with its orders, the soonest due first. */
export const readDispatch = query({
  permit: "order.dispatch",
  input: one,
  async run({ db, now }, { dispatchId }) {
    const dispatch = (await findDispatch(db, dispatchId)) ?? fail("not_found", "dispatch");
    const orders = (await listPacked(db, dispatchId)).map((order) => shown(order, clockOf(now)));
    return { dispatch, orders, toPost: orders.filter(isToPost).length };
  },
});

/** Whom the letters of a dispatch go to, of those not yet posted; each look goes on record. */
export const readLetters = query({
  permit: "order.dispatch",
  input: one,
  async run(given, { dispatchId }) {
    const { dispatch, orders } = await whole(given, dispatchId);
    return { dispatch, letters: orders.map((order) => ({ ...order, day: japanDay(given.now) })) };
  },
});

/** The file of a dispatch for ゆうプリR, in rows under `yuPriColumns`: what is not yet posted. Looks go on record. */
export const readYuPri = query({
  permit: "order.dispatch",
  input: one,
  async run(given, { dispatchId }) {
    const { dispatch, orders } = await whole(given, dispatchId);
    const day = japanDay(given.now);
    const rows = orders.map(({ number, contract }) => yuPriRow({ ...contract, number }, { day, bytesOf }));
    return { dispatch, header: yuPriColumns, rows };
  },
});

type Given = Pick<Context<Actor>, "actor" | "db" | "now" | "request">;

/** The orders of a dispatch that are yet to be posted, their customers whole. */
async function whole(given: Given, dispatchId: string) {
  const dispatch = (await findDispatch(given.db, dispatchId)) ?? fail("not_found", "dispatch");
  const toPost = (await listPacked(given.db, dispatchId)).filter(isToPost);
  const orders = [];
  for (const { contract, ...order } of toPost) {
    const cameFrom = `/orders/${order.id}`;
    orders.push({
      ...order,
      contract: await lookAt(given, contract, { page: "order", underWay: true, cameFrom }),
    });
  }
  return { dispatch, orders };
}
