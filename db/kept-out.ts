import { type SQL, sql } from "drizzle-orm";

/** When the mail of an order came back last. */
export const returnedAt = (orderId: SQL) => sql`(select max(e.happened_at)
  from mail_events e join shipments s on s.id = e.shipment_id where s.order_id = ${orderId} and e.event = 'returned')`;

/** Whether mail that came back was kept for its months; `today`: YYYY-MM-DD in Japan. See `keptUntil`. */
export const keptOut = (orderId: SQL, today: string, months: number) => sql`(${returnedAt(orderId)}
  at time zone 'Asia/Tokyo')::date + make_interval(months => ${months}) <= ${today}::date`;
