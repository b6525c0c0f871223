import { z } from "zod";
import { countQueues } from "#db/home.ts";
import { countFree } from "#db/stock.ts";
import { japanDay } from "../clock.ts";
import { query } from "../command.ts";
import { mailLimits } from "../shipments/limits.ts";
import { forecastModels } from "../tokens/models.ts";
import { queuesOf } from "./queues.ts";
import { queueNames } from "./rules.ts";

/** The day's work: every queue the actor's desk has something to do with, its length and its oldest; and the stock. */
export const readHome = query({
  permit: "contract.read",
  input: z.object({}),
  async run({ db, scope, now, actor }) {
    const today = japanDay(now);
    const own = actor.kind === "staff" ? queuesOf[actor.role] : queueNames;
    const [counted, free] = await Promise.all([
      countQueues(db, scope, {
        names: own,
        makerId: actor.id ?? "",
        today,
        ...(await mailLimits(db, now)),
      }),
      countFree(db, today),
    ]);
    const { models: stock } = await forecastModels(db, now, free);
    return { queues: own.flatMap((name) => counted.filter((q) => q.queue === name && q.count > 0)), stock };
  },
});
