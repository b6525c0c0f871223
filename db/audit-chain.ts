import { desc, sql } from "drizzle-orm";
import { type ChainedFact, chainedFacts, type FactKind } from "#core/audit/rules.ts";
import type { Tx } from "./client.ts";
import { audit } from "./schema/audit.ts";

/** A row as it was hashed: each fact as text, the hashes in hex. */
export type ChainedRow = Record<ChainedFact, string | null> & { previous_hash: string; hash: string };

const asText: Record<FactKind, (column: string) => string> = {
  text: (column) => `${column}::text`,
  json: (column) => `${column}::text`,
  number: (column) => `${column}::text`,
  seconds: (column) => `extract(epoch from ${column})::text`,
};
const facts = Object.entries(chainedFacts).map(([column, kind]) => `${asText[kind](column)} as ${column}`);
const chained = sql.raw(
  [...facts, "encode(previous_hash, 'hex') as previous_hash", "encode(hash, 'hex') as hash"].join(", "),
);

/** The rows that follow a number (all, where there is none), in the order of theirs. */
export async function listChained(
  tx: Tx,
  { after, limit }: { after: number | undefined; limit: number },
): Promise<ChainedRow[]> {
  const where = after === undefined ? sql`` : sql`where id > ${after}`;
  return [
    ...(await tx.execute<ChainedRow>(
      sql`select ${chained} from ${audit} ${where} order by ${audit.id} limit ${limit}`,
    )),
  ];
}

/** The hash of one row as it is stored, in hex. */
export async function findAuditHash(tx: Tx, id: number): Promise<string | undefined> {
  const [row] = await tx.execute<{ hash: string }>(
    sql`select encode(hash, 'hex') as hash from audit where id = ${id}`,
  );
  return row?.hash;
}

/** The last row's number and hash; undefined before the first. */
export async function findNewestAudit(tx: Tx): Promise<{ number: number; hash: string } | undefined> {
  const [newest] = await tx
    .select({ number: audit.id, hash: sql<string>`encode(${audit.hash}, 'hex')` })
    .from(audit)
    .orderBy(desc(audit.id))
    .limit(1);
  return newest;
}
