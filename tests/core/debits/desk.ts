import { approveBatch } from "#core/debits/decide.ts";
import { previewBatch } from "#core/debits/preview.ts";
import { proposeBatch } from "#core/debits/propose.ts";
import { sendBatch } from "#core/debits/send.ts";
import { shipped, type World } from "#tests/support/world.ts";

export const consignor = {
  consignor_code: "0000012345",
  consignor_name: "ﾊﾏｼﾝ ﾜﾝﾀｲﾑ",
  bank_code: "1501",
  bank_kana: "ﾊﾏｼﾝ",
  consignor_branch_code: "001",
  consignor_branch_kana: "ﾎﾝﾃﾝ",
  consignor_account_type: "current",
  consignor_account_number: "0000123",
};

/** Who collects, as a bank sets it; in a test of its own the settings' two people are asked. */
export async function setConsignor(world: World): Promise<void> {
  await world.sql`update settings set ${world.sql(consignor)}`;
}

/** Nothing due and nothing open: what other tests left is out of the way. */
export async function nothingDue(world: World): Promise<void> {
  world.setNow("2026-11-24T10:00:00+09:00");
  await setConsignor(world);
  await world.sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`truncate debit_lines, debit_batches, fee_entries, fees, fee_closings cascade`;
  });
}

export const maker = (world: World) => world.as("manager");
export const checker = (world: World) => world.as("manager", { person: 2 });

/** The fee of a reissue whose token is posted: due, and its customer authorised the debit. */
export async function dueFee(
  world: World,
  { kana = "ヤマダ　ハナコ", branch = "001" } = {},
): Promise<string> {
  const contract = await world.registered({ branch });
  await world.sql`update contracts set kana = ${kana} where id = ${contract.id}`;
  const { orderId } = await shipped(world, contract);
  const [fee] = await world.sql`select id from fees where order_id = ${orderId}`;
  return String(fee?.id);
}

/** A file of all that is due, built by the first manager from the preview. */
export async function proposedBatch(world: World): Promise<string> {
  const { untilOn, debitOn, recordCount, amountYen } = await previewBatch(maker(world), {});
  const { batchId } = await proposeBatch(maker(world), { untilOn, debitOn, recordCount, amountYen });
  return batchId;
}

/** The same, approved by the second. */
export async function approvedBatch(world: World): Promise<string> {
  const batchId = await proposedBatch(world);
  await approveBatch(checker(world), { batchId });
  return batchId;
}

/** The same, recorded as sent. */
export async function sentBatch(world: World): Promise<string> {
  const batchId = await approvedBatch(world);
  await sendBatch(maker(world), { batchId });
  return batchId;
}

/** The bytes of a file as they are kept. */
export async function fileOf(world: World, batchId: string): Promise<Uint8Array> {
  const [batch] = await world.sql`select file from debit_batches where id = ${batchId}`;
  return batch?.file;
}

/** The kinds of a fee's entries in their order. */
export async function ledgerOf(world: World, feeId: string): Promise<string> {
  const entries = await world.sql`select kind from fee_entries where fee_id = ${feeId} order by number`;
  return entries.map(({ kind }) => kind).join(" ");
}

/** Fees that are due, as many as are wanted at once: rows as the commands write them, without their triggers. */
export async function manyDueFees(world: World, count: number): Promise<void> {
  const [staffId, otherId] = [maker(world).actor.id, checker(world).actor.id];
  await world.sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`create temp table made on commit drop as
      select n, gen_random_uuid() as contract, gen_random_uuid() as form, gen_random_uuid() as "order",
        gen_random_uuid() as fee from generate_series(1, ${count}) n`;
    await sql`insert into contracts (id, contractor_id, branch_code, name, kana, kana_search, postal_code, address,
        account_number, opened_on, created_at)
      select contract, (30000000000 + n)::text, case when n % 3 = 0 then '002' else '001' end, '山田　' || n,
        (array['ヤマダ　ハナコ', 'オーノ　キョウコ', 'ヴァンダム', 'ガッキー　パピプペポ', 'カ）ショウワ'])[n % 5 + 1], 'ヤマダ',
        '4300946', '浜松市', lpad((n * 37 % 9999999 + 1)::text, 7, '0'), '2020-01-01', ${world.now} from made`;
    await sql`insert into forms (id, kind, reason, state, channel, branch_code, contract_id, received_on,
        identity_document, seal_verified, fee_debit_authorised, maker_id, checker_id, created_at, decided_at)
      select form, 'reissue', 'lost', 'approved', 'counter', '001', contract, '2026-11-01', 'driving_licence', true,
        true, ${staffId}, ${otherId}, ${world.now}, ${world.now} from made`;
    await sql`insert into orders (id, state, form_id, kind, reason, branch_code, contract_id, placed_at, due_on,
        shipped_at)
      select "order", 'closed', form, 'reissue', 'lost', '001', contract, ${world.now}, '2026-12-01', ${world.now}
        from made`;
    await sql`insert into fees (id, order_id, contract_id, branch_code, rule_id, kind, reason, net_yen, tax_percent,
        tax_yen, gross_yen, tax_point, assessed_at)
      select fee, "order", contract, '001', (select id from fee_rules where kind = 'reissue' limit 1), 'reissue', 'lost',
        1000 + n % 7, 10, 100, 1100 + n % 7, 'dispatch', ${world.now} from made`;
    await sql`insert into fee_entries (id, fee_id, number, kind, amount_yen, entered_at)
      select gen_random_uuid(), fee, 1, 'assessed', 1100 + n % 7, ${world.now} from made`;
  });
}
