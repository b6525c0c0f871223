import { eq, sql } from "drizzle-orm";
import type { FeeEntryKind, LedgerSums } from "#core/fees/rules.ts";
import type { Tx } from "./client.ts";
import { feeEntries, fees } from "./schema/fees.ts";

const sumOf = (kind: FeeEntryKind) =>
  sql<number>`coalesce(sum(${feeEntries.amountYen}) filter (where ${feeEntries.kind} = ${kind}), 0)::int`.as(
    kind,
  );

/** What the ledger of the fee beside it comes to, kind by kind: where the fee stands is told by `standingOf`. */
export function ledgerSums(tx: Tx) {
  return tx
    .select({
      assessed: sumOf("assessed"),
      adjusted: sumOf("adjusted"),
      billed: sumOf("billed"),
      collected: sumOf("collected"),
      debit_failed: sumOf("debit_failed"),
      waived: sumOf("waived"),
      refunded: sumOf("refunded"),
      reversed: sumOf("reversed"),
      collectedByDebit: sql<number>`coalesce(sum(${feeEntries.amountYen})
        filter (where ${feeEntries.way} = 'debit'), 0)::int`.as("collected_by_debit"),
      failures: sql<number>`count(*) filter (where ${feeEntries.kind} = 'debit_failed')::int`.as("failures"),
    })
    .from(feeEntries)
    .where(eq(feeEntries.feeId, fees.id))
    .as("ledger");
}

/** Its columns, for the selection of what joins it. */
export function ledgerColumns(ledger: ReturnType<typeof ledgerSums>) {
  const { assessed, adjusted, billed, collected, debit_failed, waived, refunded, reversed } = ledger;
  const { collectedByDebit, failures } = ledger;
  return {
    assessed,
    adjusted,
    billed,
    collected,
    debit_failed,
    waived,
    refunded,
    reversed,
    collectedByDebit,
    failures,
  } satisfies Record<keyof LedgerSums, unknown>;
}
