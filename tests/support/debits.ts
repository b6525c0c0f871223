import type { World } from "./world.ts";

/** Direct debit files of one record each, for as many fees that are due, by SQL alone: what the database lets in. */
export async function madeDebits(world: World, count: number): Promise<string[]> {
  const batches = await world.sql`
    insert into debit_batches (id, until_on, debit_on, record_count, amount_yen, file, file_sha256, maker_id, proposed_at)
      select gen_random_uuid(), '2026-11-24', '2026-11-27', 1, 1100, decode(repeat('20', 488), 'hex'),
        repeat('0', 64), ${world.as("manager").actor.id}, ${world.now} from generate_series(1, ${count}) returning id`;
  await world.sql`
    insert into debit_lines (batch_id, row, fee_id, amount_yen, attempt, branch_code, account_type, account_number,
        holder, new_code, customer_number)
      select b.id, 1, f.id, f.gross_yen, 1, '001', 'ordinary', '1234567', 'A', 'first', lpad(b.number::text, 20, '0')
        from (select id, number, row_number() over (order by number) as n from debit_batches) b
        join (select id, gross_yen, row_number() over (order by id) as n from fees) f using (n)`;
  return batches.map(({ id }) => id);
}
