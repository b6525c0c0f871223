import type postgres from "postgres";
import type { Database, Tx } from "./client.ts";
import { sqlOf } from "./prepared.ts";
import { runsOf } from "./runs.ts";
import type { ImportRow, StagedToken } from "./token-import-rows.ts";
import type { CheckProgress, TokenImport } from "./token-imports.ts";

/** Rows of a file: the new tokens, sealed, what becomes of the others, and how far the reading has come with them. */
export type ImportBatch = {
  staged: readonly StagedToken[];
  others: readonly ImportRow[];
  progress: CheckProgress;
};

/**
 * Writes them all in one statement, prepared once: a check would wait for PostgreSQL at each further one. False, and
 * nothing is written, where the check is no longer this attempt's to do; until the commit the import's row is held.
 */
export async function writeBatch(
  db: Database,
  { id, attempts }: Pick<TokenImport, "id" | "attempts">,
  { staged, others, progress }: ImportBatch,
): Promise<boolean> {
  const sql = sqlOf(db);
  const other = <Key extends keyof ImportRow>(key: Key) => others.map((given) => given[key]);
  const values = others.map(({ problemValues }) => problemValues && JSON.stringify(problemValues));
  const noted = await sql`
    with noted as (
      update token_imports set read_bytes = ${progress.readBytes}, new_rows = ${progress.newRows},
          known_rows = ${progress.knownRows}, problem_rows = ${progress.problemRows}, format = ${progress.format}
        where id = ${id} and attempts = ${attempts} and state = 'checking' returning id
    ), given as materialized (${given(sql, staged)}), staged as (
      insert into staged_tokens (import_id, row, token_id, serial, kind, algorithm, digits, step_seconds, seed_sealed,
        seed_key_version, last_step, drift_steps, manufacturer, model, expires_on)
      select noted.id, given.* from noted, given
    ), told as (
      insert into token_import_rows (import_id, row, serial, fate, problem, problem_values)
      select noted.id, given.row, given.serial, 'new', null, null from noted, given
      union all
      select noted.id, o.row, o.serial, o.fate, o.problem, o.problem_values::jsonb
        from noted, unnest(${other("row")}::int[], ${other("serial")}::text[], ${other("fate")}::text[],
          ${other("problem")}::text[], ${values}::text[]) as o (row, serial, fate, problem, problem_values)
    ) select from noted`;
  return noted.count === 1;
}

/** Puts new tokens into the stock and into the import's report. Violates `tokens_serial_unique` where one is known. */
export async function stockBatch(
  tx: Tx,
  { id, batch }: Pick<TokenImport, "id" | "batch">,
  { staged, at }: { staged: readonly StagedToken[]; at: Date },
): Promise<void> {
  const sql = sqlOf(tx);
  await sql`
    with given as materialized (${given(sql, staged)}), stocked as (
      insert into tokens (id, serial, kind, algorithm, digits, step_seconds, seed_sealed, seed_key_version, last_step,
        drift_steps, manufacturer, model, expires_on, batch, imported_at)
      select token_id, serial, kind, algorithm, digits, step_seconds, seed_sealed, seed_key_version, last_step,
          drift_steps, manufacturer, model, expires_on, ${batch}, ${at.toISOString()}::timestamptz
        from given
    ) insert into token_import_rows (import_id, row, serial, fate) select ${id}::uuid, row, serial, 'new' from given`;
}

/** Tokens as a table, with the columns of `staged_tokens` after the import's. */
function given(sql: postgres.Sql, staged: readonly StagedToken[]) {
  const { alike, places } = runsOf(staged, traits);
  const token = <Key extends keyof StagedToken>(key: Key) => staged.map((given) => given[key]);
  const common = <Key extends keyof StagedToken>(key: Key) => alike.map((given) => given[key]);
  const seeds = staged.map(({ seedSealed }) => seedSealed.toString("hex"));
  return sql`
    select g.row, g.token_id, g.serial, c.kind, c.algorithm, c.digits, c.step_seconds,
        decode(g.seed_sealed, 'hex') as seed_sealed, c.seed_key_version, c.last_step, c.drift_steps, c.manufacturer,
        c.model, c.expires_on::date
      from unnest(${token("row")}::int[], ${token("tokenId")}::uuid[], ${token("serial")}::text[],
        ${seeds}::text[], ${places}::int[]) as g (row, token_id, serial, seed_sealed, place)
        join unnest(${common("kind")}::text[], ${common("algorithm")}::text[], ${common("digits")}::smallint[],
          ${common("stepSeconds")}::smallint[], ${common("seedKeyVersion")}::smallint[],
          ${common("lastStep")}::bigint[], ${common("driftSteps")}::int[], ${common("manufacturer")}::text[],
          ${common("model")}::text[], ${common("expiresOn")}::text[]) with ordinality
          as c (kind, algorithm, digits, step_seconds, seed_key_version, last_step, drift_steps, manufacturer, model,
            expires_on, place) using (place)`;
}

/** What one token of a delivery has in common with the next: nearly always all of it. */
const traits = [
  "kind",
  "algorithm",
  "digits",
  "stepSeconds",
  "seedKeyVersion",
  "lastStep",
  "driftSteps",
  "manufacturer",
  "model",
  "expiresOn",
] as const satisfies (keyof StagedToken)[];
