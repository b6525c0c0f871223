import type { Context } from "../actor.ts";
import { Failure } from "../errors.ts";
import { closeMonth } from "./close-month.ts";
import { readNextClosing } from "./closing-month.ts";

/** Closes every month whose day has come, the oldest first, each by itself. Several at once do no harm. */
export async function closeDueMonths(context: Context): Promise<void> {
  for (;;) {
    const next = await readNextClosing(context.db, context.now);
    if (!next?.due) return;
    const { month } = next;
    try {
      await closeMonth(context, { month });
    } catch (error) {
      const after = await readNextClosing(context.db, context.now);
      if (!(error instanceof Failure && error.code === "conflict") || after?.month === month) throw error;
    }
  }
}
