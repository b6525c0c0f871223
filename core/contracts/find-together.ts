import { coalesce } from "#core/coalesce.ts";
import type { Database } from "#db/client.ts";

type Find<Row> = (db: Database, contractorIds: readonly string[], now: Date) => Promise<readonly Row[]>;

/**
 * Looks contracts up by the numbers on their cards, all that are asked for at one moment by one statement. `found`
 * is undefined for a number that no contract has. The time of the latest question stands for all.
 */
export function findTogether<Row extends { contractorId: string }>(find: Find<Row>) {
  return coalesce(async (db: Database, asked: readonly { contractorId: string; now: Date }[]) => {
    const now = new Date(Math.max(...asked.map((one) => one.now.getTime())));
    const rows = await find(db, [...new Set(asked.map((one) => one.contractorId))], now);
    const byId = new Map(rows.map((row) => [row.contractorId, row]));
    return asked.map(({ contractorId }) => ({ found: byId.get(contractorId) }));
  });
}
