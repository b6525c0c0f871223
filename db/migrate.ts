import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { apiClientGuards } from "./guards/api-clients.ts";
import { auditChain } from "./guards/audit-chain.ts";
import { bindingGuard } from "./guards/bindings.ts";
import { debitGuards } from "./guards/debits.ts";
import { delegationGuards } from "./guards/delegations.ts";
import { feeClosingGuards } from "./guards/fee-closings.ts";
import { feeRuleGuards } from "./guards/fee-rules.ts";
import { feeLedgerGuard } from "./guards/fees.ts";
import { formGuard } from "./guards/forms.ts";
import { ledgerGuards } from "./guards/ledgers.ts";
import { loginCheckTidying } from "./guards/login-check.ts";
import { lookUpGuard } from "./guards/look-ups.ts";
import { mailAddressGuards } from "./guards/mail-addresses.ts";
import { noticeGuards } from "./guards/notices.ts";
import { proposalGuards } from "./guards/proposals.ts";
import { roleGrants } from "./guards/roles.ts";
import { settingGuards } from "./guards/settings.ts";
import { subjectGuards } from "./guards/single-sign-on.ts";
import { staffGuards } from "./guards/staff.ts";
import { staffChangeGuards } from "./guards/staff-changes.ts";
import { stockGuards } from "./guards/stock.ts";
import { tokenImportGuards } from "./guards/token-imports.ts";
import { tokenRequestGuards } from "./guards/token-requests.ts";
import { stolenGuard, tokenGuard } from "./guards/tokens.ts";
import { guardedStates, transitionGuard } from "./guards/transitions.ts";
import { migrateQueue } from "./queue.ts";

/** Two processes that start at once migrate one after the other. */
const migrationLock = 7_301_955;

/**
 * Brings the database to this version: the committed migrations and the queue's own once each, then the guards
 * (triggers and grants), which are laid anew each time so that they cannot drift from rules.ts.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const client = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(${migrationLock})`;
    await runMigrations(drizzle(client), { migrationsFolder: "db/migrations" });
    await migrateQueue(databaseUrl);
    await client.begin(async (sql) => {
      const guards = [
        ...Object.entries(guardedStates).map(([table, guarded]) => transitionGuard(table, guarded)),
        ...ledgerGuards,
        auditChain,
        bindingGuard,
        formGuard,
        feeLedgerGuard,
        ...feeClosingGuards,
        ...feeRuleGuards,
        tokenGuard,
        stolenGuard,
        ...stockGuards,
        ...proposalGuards,
        ...tokenRequestGuards,
        ...tokenImportGuards,
        ...settingGuards,
        ...staffGuards,
        ...staffChangeGuards,
        ...apiClientGuards,
        ...subjectGuards,
        ...delegationGuards,
        lookUpGuard,
        ...debitGuards,
        ...noticeGuards,
        ...mailAddressGuards,
        ...roleGrants,
        ...loginCheckTidying,
      ];
      for (const guard of guards) await sql.unsafe(guard);
    });
  } finally {
    await client.end();
  }
}
