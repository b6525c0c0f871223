import { z } from "zod";
import { listBranches } from "#db/branches.ts";
import type { Tx } from "#db/client.ts";
import { countOrders, listOrders, type OrderFilter } from "#db/orders.ts";
import { narrowed } from "#db/scope.ts";
import { addBusinessDays } from "../calendar.ts";
import { japanDay } from "../clock.ts";
import { query } from "../command.ts";
import { maskName } from "../contracts/rules.ts";
import { paged, pageInput, pageOf, rowsInPart } from "../page.ts";
import { mailLimits } from "../shipments/limits.ts";
import { afterInput, endOf, sortInput } from "../sort.ts";
import { openOrderStates, orderClock, orderSorts, orderStates, orderTasks, soonLateDays } from "./rules.ts";

const input = z.object({
  states: z.array(z.enum(orderStates)).default([...openOrderStates]),
  task: z.enum(orderTasks).optional(),
  branchCode: z.string().max(10).optional(),
  sort: sortInput(orderSorts),
});

async function filterOf(tx: Tx, { states, task }: z.output<typeof input>, now: Date): Promise<OrderFilter> {
  if (!task) return { states };
  return { states, task: { name: task, today: japanDay(now), ...(await mailLimits(tx, now)) } };
}

/** Orders as the list shows them: of the customer the family name, and how the clock stands. */
function shown(rows: Awaited<ReturnType<typeof listOrders>>, today: string) {
  const soon = addBusinessDays(today, soonLateDays);
  return rows.map((row) => ({ ...row, kana: maskName(row.kana), clock: orderClock(row, { today, soon }) }));
}

/**
 * Orders by state, the soonest due first unless sorted otherwise, each with how its clock stands: late, soon late, or
 * in time.
 */
export const listOfOrders = query({
  permit: "order.read",
  input: input.extend({ page: pageInput }),
  async run({ db, scope, now }, { page, ...asked }) {
    const today = japanDay(now);
    const [filter, branches] = [await filterOf(db, asked, now), narrowed(scope, asked.branchCode)];
    const [rows, counted, ofScope] = await Promise.all([
      listOrders(db, branches, { ...filter, sort: asked.sort, ...pageOf(page) }),
      countOrders(db, branches, filter),
      listBranches(db, scope),
    ]);
    const found = paged({ rows: shown(rows, today), ...counted }, page);
    return { ...found, sort: asked.sort, branches: ofScope };
  },
});

/** The whole list part by part, each after the row where the part before ended; the last part is empty. */
export const partOfOrders = query({
  permit: "order.read",
  input: input.extend({ after: afterInput }),
  async run({ db, scope, now }, { after, ...asked }) {
    const today = japanDay(now);
    const cut = { sort: asked.sort, after, limit: rowsInPart };
    const rows = await listOrders(db, narrowed(scope, asked.branchCode), {
      ...(await filterOf(db, asked, now)),
      ...cut,
    });
    return { rows: shown(rows, today), end: endOf(rows, asked.sort, "number") };
  },
});
