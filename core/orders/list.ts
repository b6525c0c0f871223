import { z } from "zod";
import { listOrders } from "#db/orders.ts";
import { addBusinessDays } from "../calendar.ts";
import { japanDay } from "../clock.ts";
import { query } from "../command.ts";
import { maskName } from "../contracts/rules.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { openOrderStates, orderClock, orderStates, orderTasks, soonLateDays } from "./rules.ts";

/** Orders by state, the soonest due first, each with how its clock stands: late, soon late, or in time. */
export const listOfOrders = query({
  permit: "order.read",
  input: z.object({
    states: z.array(z.enum(orderStates)).default([...openOrderStates]),
    task: z.enum(orderTasks).optional(),
    page: pageInput,
  }),
  async run({ db, scope, now }, { states, task, page }) {
    const today = japanDay(now);
    const narrowed = task && { task: { name: task, today } };
    const found = await listOrders(db, scope, { states, ...narrowed, ...pageOf(page) });
    const soon = addBusinessDays(today, soonLateDays);
    const rows = found.rows.map((row) => ({
      ...row,
      kana: maskName(row.kana),
      clock: orderClock(row, { today, soon }),
    }));
    return paged({ ...found, rows }, page);
  },
});
