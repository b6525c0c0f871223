import { z } from "zod";
import { countQueues } from "#db/home.ts";
import { japanDay } from "../clock.ts";
import { query } from "../command.ts";
import { mailLimits } from "../shipments/limits.ts";
import { mailQueueNames } from "./rules.ts";

/** What of the mail asks for somebody's hand: each queue that holds something, its length and its oldest. */
export const readMailQueues = query({
  permit: "order.dispatch",
  input: z.object({}),
  async run({ db, scope, now, actor }) {
    const counted = await countQueues(db, scope, {
      names: mailQueueNames,
      makerId: actor.id ?? "",
      today: japanDay(now),
      ...(await mailLimits(db, now)),
    });
    return mailQueueNames.flatMap((name) => counted.filter((q) => q.queue === name && q.count > 0));
  },
});
