import { v4, v7 } from "uuid";
import { z } from "zod";
import { connect } from "#db/client.ts";
import { tellUnregistered } from "#db/notices.ts";
import { type Tasks, workQueue } from "#db/queue.ts";
import { foldCounts } from "#db/stock.ts";
import type { Context } from "./actor.ts";
import { closeDueMonths } from "./fees/close-due-months.ts";
import { logError } from "./log.ts";
import { type SendMail, sendNotices } from "./notices/send.ts";
import type { SealKeys } from "./seal.ts";
import { failStuckUploads, workOnImport } from "./token-imports/work.ts";

/** `mail` is absent where there is no mail server: what waits for one goes on waiting. */
type Given = { databaseUrl: string; keys: SealKeys; mail?: SendMail | undefined; freeEveryMs?: number };

/**
 * Does the jobs of the queue until told to stop: see `workQueue`. The queue is the owner's, what is done in a job is
 * the role `jobs`'s.
 */
export async function workJobs(
  { databaseUrl, keys, mail, ...pace }: Given,
  stop: AbortSignal,
): Promise<void> {
  const { db, close } = connect(databaseUrl, { role: "jobs", max: 4 });
  const context = (): Context => ({
    actor: { kind: "system", id: null, name: "jobs" },
    db,
    keys,
    now: new Date(),
    request: { id: v7(), address: "" },
  });
  const tasks: Tasks = {
    async token_import(payload) {
      const { importId } = z.object({ importId: z.uuid() }).parse(payload);
      await workOnImport(context(), importId, stop);
    },
    token_uploads: () => failStuckUploads(context()),
    stock_counts: () => foldCounts(db),
    fee_closings: () => closeDueMonths(context()),
    async notices() {
      await tellUnregistered(db, new Date());
      if (mail) await sendNotices(context, mail, stop);
    },
  };
  try {
    await workQueue(
      databaseUrl,
      {
        tasks: quiet(tasks, stop),
        hourly: ["token_uploads", "stock_counts", "fee_closings"],
        everyMinute: ["notices"],
        report: logError,
        ...pace,
      },
      stop,
    );
  } finally {
    await close();
  }
}

/** The queue keeps the message of what a task threw, and a message of the database may carry a statement's values. */
function quiet(tasks: Tasks, stop: AbortSignal): Tasks {
  const wrapped = Object.entries(tasks).map(([name, task]) => [
    name,
    (payload: unknown) =>
      task(payload).catch((error: unknown) => {
        // Cut short by our own end, it is the next worker's.
        if (stop.aborted) throw new Error("stopped");
        const reference = v4().slice(0, 8);
        logError(reference, error);
        throw new Error(`see the log: ${reference}`);
      }),
  ]);
  return Object.fromEntries(wrapped);
}
