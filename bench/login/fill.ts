import type postgres from "postgres";
import { v7 } from "uuid";
import { type Bench, keys } from "#bench/desk.ts";
import { hashApiKey } from "#core/clients/new-key.ts";
import { sealCells } from "#core/logins/card.ts";
import { hashPassword } from "#core/passwords.ts";
import { seal } from "#core/seal.ts";
import { apiKey, contractorIdOf, password, seedOf } from "./people.ts";

/** How many contracts have a token, and how many more have none, or a locked password. */
export const contracts = 100_000;
export const unbound = { from: contracts, many: 1_000 };
export const locked = { from: contracts + 1_000, many: 1_000 };

/** Contracts and an API key, and nothing else; made once, told by their number. */
export async function fillContracts({ sql: pool }: Bench): Promise<void> {
  const all = locked.from + locked.many;
  const [found] = await pool`select count(*)::int as contracts from login_accounts`;
  if (found?.contracts === all) return;
  console.log(`Making ${all} contracts (once) …`);
  const passwordHash = await hashPassword(password);
  const sql = await pool.reserve();
  await sql`set session_replication_role = replica`;
  await sql`truncate contracts, branches, tokens, api_clients cascade`;
  await sql`insert into branches (code, name, kana) values ('001', '本店', 'ホンテン')`;
  await sql`with made as (
      insert into api_clients (id, name, scopes, calls_per_minute, created_at)
        values (${v7()}, 'bench', '{login:check,status:read}', 100000000, now()) returning id, created_at)
    insert into api_keys (id, client_id, key_hash, created_at)
      select gen_random_uuid(), id, ${hashApiKey(apiKey)}, created_at from made`;
  for (let from = 0; from < all; from += 5_000) {
    const made = Array.from({ length: Math.min(5_000, all - from) }, (_, nth) => from + nth);
    await insert(sql, passwordHash, made);
  }
  await sql`delete from bindings where receipt_number > ${contracts}`;
  await sql`update login_accounts set password_fails = 100 where contractor_id >= ${contractorIdOf(locked.from)}`;
  await sql`vacuum (full, analyze)`;
  await sql`set session_replication_role = origin`;
  sql.release();
}

/** Puts all tokens back as if never used, which the triggers refuse to anybody but a superuser who says so. */
export async function forgetSteps({ sql: pool }: Bench): Promise<void> {
  await pool.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`update tokens set last_step = -1, drift_steps = 0 where last_step >= 0`;
  });
}

async function insert(sql: postgres.Sql, passwordHash: string, made: readonly number[]) {
  const rows = made.map((nth) => {
    const contractorId = contractorIdOf(nth);
    const serial = `BENCH${String(nth).padStart(7, "0")}`;
    return {
      contractId: v7(),
      tokenId: v7(),
      bindingId: v7(),
      contractorId,
      serial,
      cells: sealCells(keys, contractorId, ["1", "2", "3", "4", "5", "6", "7", "8"]).sealed.toString("hex"),
      seed: seal(keys, serial, seedOf(nth)).sealed.toString("hex"),
    };
  });
  const column = <Name extends keyof (typeof rows)[number]>(name: Name) => rows.map((row) => row[name]);
  await sql`insert into contracts (id, contractor_id, branch_code, name, kana, kana_search, postal_code, address,
      account_number, opened_on, created_at)
    select id, contractor_id, '001', '浜松 花子', 'ハママツ ハナコ', 'ハママツハナコ', '4300001', '浜松市', '1234567',
      '2020-04-01', now()
    from unnest(${column("contractId")}::uuid[], ${column("contractorId")}::text[]) as t (id, contractor_id)`;
  await sql`insert into login_accounts (contract_id, contractor_id, password_hash, cells_sealed, cells_key_version)
    select id, contractor_id, ${passwordHash}, decode(cells, 'hex'), 1
    from unnest(${column("contractId")}::uuid[], ${column("contractorId")}::text[], ${column("cells")}::text[])
      as t (id, contractor_id, cells)`;
  await sql`insert into tokens (id, serial, kind, algorithm, digits, step_seconds, seed_sealed, seed_key_version,
      manufacturer, model, expires_on, imported_at, state)
    select id, serial, 'totp', 'sha1', 6, 30, decode(seed, 'hex'), 1, 'Bench', 'BENCH', '2031-01-01', now(), 'active'
    from unnest(${column("tokenId")}::uuid[], ${column("serial")}::text[], ${column("seed")}::text[])
      as t (id, serial, seed)`;
  await sql`insert into bindings (id, contract_id, token_id, receipt_number, bound_at)
    overriding system value
    select id, contract_id, token_id, receipt_number, now()
    from unnest(${column("bindingId")}::uuid[], ${column("contractId")}::uuid[], ${column("tokenId")}::uuid[],
      ${made.map((nth) => nth + 1)}::int[]) as t (id, contract_id, token_id, receipt_number)`;
}
