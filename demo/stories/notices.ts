import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";

/**
 * What became of the notices of the story, up to two days ago: mail was sent within a minute, but for the newest two
 * that their server refused, and letters were printed the next morning by a clerk of the branch. The demo has no mail
 * server, so those since then wait.
 */
export async function tellNotices(tx: Tx, now: Date): Promise<void> {
  const told = sql`created_at < ${now.toISOString()}::timestamptz - interval '2 days'`;
  const move = (from: string, values: SQL) =>
    tx.execute(sql`update notices set ${values} where state = ${from} and ${told}`);
  await move("waiting", sql`state = 'sending', tries = 1, claimed_at = created_at + interval '20 seconds'`);
  await tx.execute(sql`update notices set state = 'failed', last_error = '550' where id in (
    select id from notices where state = 'sending' and recipient = 'customer' order by created_at desc limit 2)`);
  await move("sending", sql`state = 'sent', sent_at = created_at + interval '22 seconds'`);
  await move(
    "to_print",
    sql`state = 'printed', printed_at = date_trunc('day', created_at) + interval '25 hours',
      printed_by = (select s.id from staff s where s.role = 'clerk' and s.branch_code = notices.branch_code
        order by s.username limit 1)`,
  );
}
