import type postgres from "postgres";
import { v7 } from "uuid";
import { foldKana } from "#core/contracts/kana.ts";
import { type SealKeys, seal } from "#core/seal.ts";

export type Contract = { id: string; contractorId: string; branchCode: string };
export type Token = { id: string; serial: string };
export type ContractGiven = { branch?: string; kana?: string; name?: string };
export type TokenGiven = { serial?: string; expiresOn?: string };

/** Where rows are laid by SQL alone, and when. */
type Ground = { readonly sql: postgres.Sql; readonly keys: SealKeys; readonly now: Date };

let made = 0;

/** A contract with its login and its card, and no token yet. */
export async function makeContract(
  { sql, keys, now }: Ground,
  { branch = "001", kana = "ハママツ　タロウ", name = "浜松　太郎" }: ContractGiven = {},
): Promise<Contract> {
  const contract = { id: v7(), contractorId: String(70_000_000_000 + ++made), branchCode: branch };
  const cells = seal(keys, contract.contractorId, Buffer.from([1, 22, 3, 4, 5, 6, 7, 8]));
  await sql`
    insert into contracts (id, contractor_id, branch_code, name, kana, kana_search, postal_code, address,
      account_number, opened_on, created_at)
    values (${contract.id}, ${contract.contractorId}, ${branch}, ${name}, ${kana}, ${foldKana(kana)},
      '4300946', '静岡県浜松市中央区元城町一番地', '0123456', '2020-04-01', ${now})`;
  await sql`
    insert into login_accounts (contract_id, contractor_id, password_hash, cells_sealed, cells_key_version)
    values (${contract.id}, ${contract.contractorId}, 'none', ${cells.sealed}, ${cells.keyVersion})`;
  return contract;
}

/** A token in stock. */
export async function makeToken(
  { sql, keys, now }: Ground,
  { serial = `2V07${String(++made).padStart(6, "0")}FK`, expiresOn = "2031-03-31" }: TokenGiven = {},
): Promise<Token> {
  const token = { id: v7(), serial };
  const seed = seal(keys, serial, Buffer.alloc(20, serial));
  await sql`
    insert into tokens (id, serial, kind, algorithm, digits, step_seconds, seed_sealed, seed_key_version,
      manufacturer, model, expires_on, imported_at)
    values (${token.id}, ${serial}, 'totp', 'sha1', 6, 30, ${seed.sealed}, ${seed.keyVersion}, 'Maker',
      'C200', ${expiresOn}, ${now})`;
  return token;
}

/** A contract with a token registered and in use. */
export async function makeRegistered(
  ground: Ground,
  given?: ContractGiven,
): Promise<Contract & { token: Token }> {
  const { sql, now } = ground;
  const contract = await makeContract(ground, given);
  const token = await makeToken(ground);
  for (const state of ["allocated", "in_transit", "delivered", "active"]) {
    await sql`update tokens set state = ${state} where id = ${token.id}`;
  }
  await sql`
    insert into bindings (id, contract_id, token_id, bound_at)
    values (${v7()}, ${contract.id}, ${token.id}, ${now})`;
  return { ...contract, token };
}

/** What the customer's registration of a sent token does, without its checks. */
export async function registerSent({ sql, now }: Ground, orderId: string): Promise<void> {
  await sql.begin(async (tx) => {
    const [order] = await tx`
      update orders set state = 'completed', completed_at = ${now} where id = ${orderId} returning *`;
    const [old] = await tx`
      update bindings set unbound_at = ${now}, unbind_reason = 'exchange'
        where contract_id = ${order?.contract_id} and unbound_at is null returning token_id`;
    if (old) await tx`update tokens set state = 'revoked' where id = ${old.token_id}`;
    await tx`update tokens set state = 'active' where id = ${order?.token_id}`;
    await tx`
      insert into bindings (id, contract_id, token_id, bound_at)
      values (${v7()}, ${order?.contract_id}, ${order?.token_id}, ${now})`;
    await tx`update forms set state = 'completed' where id = ${order?.form_id}`;
    await tx`
      update login_accounts set card_opened_at = null, card_until = null, card_uses = 0
        where contract_id = ${order?.contract_id}`;
  });
}
