import type { Database } from "./client.ts";
import { sqlOf } from "./prepared.ts";
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
  const { alike, places } = runsOf(staged);
  const token = <Key extends keyof StagedToken>(key: Key) => staged.map((given) => given[key]);
  const common = <Key extends keyof StagedToken>(key: Key) => alike.map((given) => given[key]);
  const other = <Key extends keyof ImportRow>(key: Key) => others.map((given) => given[key]);
  const seeds = staged.map(({ seedSealed }) => seedSealed.toString("hex"));
  const values = others.map(({ problemValues }) => problemValues && JSON.stringify(problemValues));
  const noted = await sqlOf(db)`
    with noted as (
      update token_imports set read_bytes = ${progress.readBytes}, new_rows = ${progress.newRows},
          known_rows = ${progress.knownRows}, problem_rows = ${progress.problemRows}, format = ${progress.format}
        where id = ${id} and attempts = ${attempts} and state = 'checking' returning id
    ), staged as (
      insert into staged_tokens (import_id, row, token_id, serial, kind, algorithm, digits, step_seconds, seed_sealed,
        seed_key_version, last_step, drift_steps, manufacturer, model, expires_on)
      select noted.id, g.row, g.token_id, g.serial, c.kind, c.algorithm, c.digits, c.step_seconds,
          decode(g.seed_sealed, 'hex'), c.seed_key_version, c.last_step, c.drift_steps, c.manufacturer, c.model,
          c.expires_on::date
        from noted, unnest(${token("row")}::int[], ${token("tokenId")}::uuid[], ${token("serial")}::text[],
          ${seeds}::text[], ${places}::int[]) as g (row, token_id, serial, seed_sealed, place)
          join unnest(${common("kind")}::text[], ${common("algorithm")}::text[], ${common("digits")}::smallint[],
            ${common("stepSeconds")}::smallint[], ${common("seedKeyVersion")}::smallint[],
            ${common("lastStep")}::bigint[], ${common("driftSteps")}::int[], ${common("manufacturer")}::text[],
            ${common("model")}::text[], ${common("expiresOn")}::text[]) with ordinality
            as c (kind, algorithm, digits, step_seconds, seed_key_version, last_step, drift_steps, manufacturer, model,
              expires_on, place) using (place)
      returning row, serial
    ), told as (
      insert into token_import_rows (import_id, row, serial, fate, problem, problem_values)
      select noted.id, staged.row, staged.serial, 'new', null, null from noted, staged
      union all
      select noted.id, o.row, o.serial, o.fate, o.problem, o.problem_values::jsonb
        from noted, unnest(${other("row")}::int[], ${other("serial")}::text[], ${other("fate")}::text[],
          ${other("problem")}::text[], ${values}::text[]) as o (row, serial, fate, problem, problem_values)
    ) select from noted`;
  return noted.count === 1;
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

/** The first of each run of tokens that are alike, and for each token which run it is in, from 1. */
function runsOf(staged: readonly StagedToken[]): { alike: StagedToken[]; places: number[] } {
  const alike: StagedToken[] = [];
  const places = staged.map((token) => {
    const last = alike.at(-1);
    if (!last || traits.some((trait) => token[trait] !== last[trait])) alike.push(token);
    return alike.length;
  });
  return { alike, places };
}
