import { and, eq, gt, lte } from "drizzle-orm";
import { japanDay } from "#core/clock.ts";
import { debitLines } from "#db/schema/debit-lines.ts";
import { debitBatches } from "#db/schema/debits.ts";
import type { Desk } from "#demo/desk.ts";

/**
 * What the bank sends back for the files whose debit date has come: the file itself with a result in each record and
 * the sums of them in its trailer (zengin.md). An account that was short once is often short again.
 */
export async function bankAnswer(desk: Desk, now: Date): Promise<{ batchId: string; bytes: Buffer }[]> {
  const out = await desk.db
    .select({ id: debitBatches.id, file: debitBatches.file })
    .from(debitBatches)
    .where(and(eq(debitBatches.state, "sent"), lte(debitBatches.debitOn, japanDay(now))));
  const again = await desk.db
    .select({ customerNumber: debitLines.customerNumber })
    .from(debitLines)
    .where(gt(debitLines.attempt, 1));
  const short = new Set(again.map(({ customerNumber }) => customerNumber));
  return out.map(({ id, file }) => ({ batchId: id, bytes: answer(desk, file, short) }));
}

function answer({ random }: Desk, file: Buffer, short: ReadonlySet<string>): Buffer {
  const sums = { debited: { count: 0, yen: 0 }, failed: { count: 0, yen: 0 } };
  const lines = file.toString("latin1").split("\r\n");
  const told = lines.map((line) => {
    if (line.startsWith("8")) return trailer(line, sums);
    if (!line.startsWith("2")) return line;
    const customer = line.slice(91, 111);
    const fails = random.chance(short.has(customer) ? 0.7 : 0.08);
    const sum = sums[fails ? "failed" : "debited"];
    sum.count += 1;
    sum.yen += Number(line.slice(80, 90));
    return `${line.slice(0, 111)}${fails ? "1" : "0"}${line.slice(112)}`;
  });
  return Buffer.from(told.join("\r\n"), "latin1");
}

type Count = { count: number; yen: number };

function trailer(line: string, { debited, failed }: { debited: Count; failed: Count }): string {
  const digits = [debited, failed].map(
    ({ count, yen }) => String(count).padStart(6, "0") + String(yen).padStart(12, "0"),
  );
  return line.slice(0, 19) + digits.join("") + line.slice(55);
}
