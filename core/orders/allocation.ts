import { z } from "zod";
import { countOrders, listAllocatedSince, listOrders } from "#db/orders.ts";
import { countFree } from "#db/stock.ts";
import { addBusinessDays } from "../calendar.ts";
import { japanDay, startOfJapanDay } from "../clock.ts";
import { query } from "../command.ts";
import { orderClock, soonLateDays } from "./rules.ts";

/** Orders that the desk sees coming, and those it has just done. */
const shownAtMost = 8;

/** The desk where serials are scanned: the order whose turn it is and those after it, today's, the models at hand. */
export const readAllocation = query({
  permit: "order.dispatch",
  input: z.object({}),
  async run({ db, scope, now }) {
    const today = japanDay(now);
    const [waiting, { total }, done, free] = await Promise.all([
      listOrders(db, scope, { states: ["placed"], limit: shownAtMost }),
      countOrders(db, scope, { states: ["placed"] }),
      listAllocatedSince(db, startOfJapanDay(today), shownAtMost),
      countFree(db, today),
    ]);
    const soon = addBusinessDays(today, soonLateDays);
    return {
      waiting: waiting.map(({ kana: _, ...row }) => ({
        ...row,
        clock: orderClock(row, { today, soon }),
      })),
      total,
      done,
      models: [...free].map(([model, count]) => ({ model, count })),
    };
  },
});
