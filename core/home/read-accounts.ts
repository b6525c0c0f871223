import { z } from "zod";
import { countAccountQueues } from "#db/staff-queues.ts";
import { query } from "../command.ts";
import { queuesOf } from "./queues.ts";

/** An administrator's day: what others ask for, who is locked out and who waits for a link, how many and since when. */
export const readAccountQueues = query({
  permit: "staff.manage",
  input: z.object({}),
  async run({ db, now, actor }) {
    const counted = await countAccountQueues(db, { staffId: actor.id ?? "", now });
    return queuesOf.administrator.flatMap((name) => counted.filter((q) => q.queue === name && q.count > 0));
  },
});
