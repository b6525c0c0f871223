import { z } from "zod";
import { countQueues, countStock } from "#db/home.ts";
import { japanDay } from "../clock.ts";
import { query } from "../command.ts";

/** The day's work: every queue the actor's desk has something to do with, its length and its oldest. */
export const readHome = query({
  permit: "contract.read",
  input: z.object({}),
  async run({ db, scope, now, actor }) {
    const [counted, stock] = await Promise.all([
      countQueues(db, scope, { makerId: actor.id ?? "", today: japanDay(now) }),
      countStock(db),
    ]);
    return { queues: counted.filter((queue) => queue.count > 0), stock };
  },
});
