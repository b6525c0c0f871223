import { z } from "zod";
import { countKeysThatEndSoon } from "#db/client-desk.ts";
import { countAccountQueues } from "#db/staff-queues.ts";
import { query } from "../command.ts";
import { queuesOf } from "./queues.ts";

/** An administrator's day: what others ask for, who is locked out, who waits for a link, whose keys end soon. */
export const readAccountQueues = query({
  permit: "staff.manage",
  input: z.object({}),
  async run({ db, now, actor }) {
    const counted = (
      await Promise.all([
        countAccountQueues(db, { staffId: actor.id ?? "", now }),
        countKeysThatEndSoon(db, now),
      ])
    ).flat();
    return queuesOf.administrator.flatMap((name) => counted.filter((q) => q.queue === name && q.count > 0));
  },
});
