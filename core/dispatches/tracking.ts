import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { listPacked, type PackedOrder } from "#db/dispatches.ts";
import { findUsedTrackingNumbers } from "#db/shipments.ts";
import { fail } from "../errors.ts";
import { once } from "../file-text.ts";
import { halfWidth } from "../input.ts";
import { isToPost } from "../orders/rules.ts";
import { trackingNumberInput } from "../shipments/input.ts";
import { readRecords } from "../token-files/csv-records.ts";
import { dispatchAtMost } from "./rules.ts";

export const orderNumberInput = halfWidth.pipe(
  z
    .string()
    .min(1, "required")
    .regex(/^\d{7}$/, "orderNumber.format"),
);

/** Characters of a file of tracking numbers: a row of ゆうプリR has some 300. */
export const trackingTextInput = z.string("required").min(1, "tracking.empty").max(500_000, "tooLong");

/** A row of tracking numbers, and what stands against it: the key of a message, or null. */
export type TrackingRow = {
  row: number;
  orderNumber: string;
  trackingNumber: string;
  orderId: string | null;
  problem: string | null;
};

const orderColumn = /管理番号|発行番号|order/i;
const trackingColumn = /問い?合わ?せ番号|追跡番号|tracking/i;

/**
 * What would become of each row: order number and tracking number, found by the header's names, else the first two
 * cells. Fails with `invalid` where the text is no CSV, or has more rows than a dispatch.
 */
export async function judgeTracking(tx: Tx, dispatchId: string, text: string): Promise<TrackingRow[]> {
  const pairs = await readPairs(text);
  const packed = new Map((await listPacked(tx, dispatchId)).map((order) => [String(order.number), order]));
  const read = pairs.map((pair) => ({
    ...pair,
    order: orderNumberInput.safeParse(pair.orderNumber),
    tracking: trackingNumberInput.safeParse(pair.trackingNumber),
  }));
  const given = read.flatMap(({ tracking }) => tracking.data ?? []);
  const used = new Set(await findUsedTrackingNumbers(tx, given));
  const seen = new Set<string>();
  return read.map(({ row, order, tracking, ...typed }) => {
    const found = packed.get(order.data ?? "");
    const problem =
      order.error?.issues[0]?.message ??
      problemOfOrder(found) ??
      tracking.error?.issues[0]?.message ??
      (used.has(tracking.data ?? "") ? "trackingNumber.used" : null) ??
      ([order.data, tracking.data].some((number) => seen.has(number ?? "")) ? "tracking.twice" : null);
    for (const number of [order.data, tracking.data]) if (number) seen.add(number);
    return {
      row,
      orderNumber: order.data ?? typed.orderNumber,
      trackingNumber: tracking.data ?? typed.trackingNumber,
      orderId: found?.id ?? null,
      problem,
    };
  });
}

/** Why an order of a dispatch may not be posted by it; null where it may. */
export function problemOfOrder(found: PackedOrder | undefined): string | null {
  if (!found) return "tracking.notHere";
  return isToPost(found) ? null : "tracking.posted";
}

type Pair = { row: number; orderNumber: string; trackingNumber: string };

async function readPairs(text: string): Promise<Pair[]> {
  const records: string[][] = [];
  for await (const some of readRecords(once(text), text.includes("\t") ? "\t" : ",")) records.push(...some);
  const [first = []] = records;
  const columnOf = (name: RegExp) => first.findIndex((cell) => name.test(cell));
  const named = columnOf(orderColumn) >= 0 && columnOf(trackingColumn) >= 0;
  const order = named ? columnOf(orderColumn) : 0;
  const tracking = named ? columnOf(trackingColumn) : 1;
  const pairs = records.flatMap((cells, at) =>
    (named && at === 0) || cells.every((cell) => cell === "")
      ? []
      : [{ row: at + 1, orderNumber: cells[order] ?? "", trackingNumber: cells[tracking] ?? "" }],
  );
  if (pairs.length === 0) fail("invalid", "input", { file: "tracking.empty" });
  if (pairs.length > dispatchAtMost) fail("invalid", "input", { file: "tracking.many" });
  return pairs;
}
