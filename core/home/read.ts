import { z } from "zod";
import { countQueues, countStock } from "#db/home.ts";
import { japanDay } from "../clock.ts";
import { query } from "../command.ts";
import { queuesOf } from "./queues.ts";
import { queueNames } from "./rules.ts";

/** The day's work: every queue the actor's desk has something to do with, its length and its oldest. */
export const readHome = query({
  permit: "contract.read",
  input: z.object({}),
  async run({ db, scope, now, actor }) {
    const [counted, stock] = await Promise.all([
      countQueues(db, scope, { makerId: actor.id ?? "", today: japanDay(now) }),
      countStock(db),
    ]);
    const own = actor.kind === "staff" ? queuesOf[actor.role] : queueNames;
    return { queues: own.flatMap((name) => counted.filter((q) => q.queue === name && q.count > 0)), stock };
  },
});
