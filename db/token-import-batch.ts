import type { Database } from "./client.ts";
import { sqlOf } from "./prepared.ts";
import type { ImportRow, StagedToken } from "./token-import-rows.ts";
import type { CheckProgress, TokenImport } from "./token-imports.ts";

/** Rows of a file with what becomes of them, the new ones sealed, and how far the reading has come with them. */
export type ImportBatch = {
  rows: readonly ImportRow[];
  staged: readonly StagedToken[];
  progress: CheckProgress;
};

/**
 * Writes them all in one statement, prepared once: a check would wait for PostgreSQL at each further one. False, and
 * nothing is written, where the check is no longer this attempt's to do; until the commit the import's row is held.
 */
export async function writeBatch(
  db: Database,
  { id, attempts }: Pick<TokenImport, "id" | "attempts">,
  { rows, staged, progress }: ImportBatch,
): Promise<boolean> {
  const row = <Key extends keyof ImportRow>(key: Key) => rows.map((given) => given[key]);
  const token = <Key extends keyof StagedToken>(key: Key) => staged.map((given) => given[key]);
  const values = rows.map(({ problemValues }) => problemValues && JSON.stringify(problemValues));
  const seeds = staged.map(({ seedSealed }) => seedSealed.toString("hex"));
  const noted = await sqlOf(db)`
    with noted as (
      update token_imports set read_bytes = ${progress.readBytes}, new_rows = ${progress.newRows},
          known_rows = ${progress.knownRows}, problem_rows = ${progress.problemRows}, format = ${progress.format}
        where id = ${id} and attempts = ${attempts} and state = 'checking' returning id
    ), told as (
      insert into token_import_rows (import_id, row, serial, fate, problem, problem_values)
      select noted.id, g.row, g.serial, g.fate, g.problem, g.problem_values::jsonb
        from noted, unnest(${row("row")}::int[], ${row("serial")}::text[], ${row("fate")}::text[],
          ${row("problem")}::text[], ${values}::text[]) as g (row, serial, fate, problem, problem_values)
    ), staged as (
      insert into staged_tokens (import_id, row, token_id, serial, kind, algorithm, digits, step_seconds, seed_sealed,
        seed_key_version, last_step, drift_steps, manufacturer, model, expires_on)
      select noted.id, g.row, g.token_id, g.serial, g.kind, g.algorithm, g.digits, g.step_seconds,
          decode(g.seed_sealed, 'hex'), g.seed_key_version, g.last_step, g.drift_steps, g.manufacturer, g.model,
          g.expires_on::date
        from noted, unnest(${token("row")}::int[], ${token("tokenId")}::uuid[], ${token("serial")}::text[],
          ${token("kind")}::text[], ${token("algorithm")}::text[], ${token("digits")}::smallint[],
          ${token("stepSeconds")}::smallint[], ${seeds}::text[], ${token("seedKeyVersion")}::smallint[],
          ${token("lastStep")}::bigint[], ${token("driftSteps")}::int[], ${token("manufacturer")}::text[],
          ${token("model")}::text[], ${token("expiresOn")}::text[])
          as g (row, token_id, serial, kind, algorithm, digits, step_seconds, seed_sealed, seed_key_version,
            last_step, drift_steps, manufacturer, model, expires_on)
    ) select from noted`;
  return noted.count === 1;
}
