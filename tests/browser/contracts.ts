import { sql } from "./database.ts";

/** A contract of a branch with nothing under way: with a token in use, or with none. */
export async function idle(branch: string, { token = true } = {}): Promise<string> {
  const [row] = await sql`select c.contractor_id as id from contracts c
    left join bindings b on b.contract_id = c.id and b.unbound_at is null
    left join tokens t on t.id = b.token_id
    where c.branch_code = ${branch} and coalesce(t.state, 'none') = ${token ? "active" : "none"}
      and not exists (select from forms f where f.contract_id = c.id
        and f.state not in ('completed', 'cancelled'))
      and not exists (select from orders o where o.contract_id = c.id and o.state in
        ('placed', 'allocated', 'shipped', 'delivered', 'returned'))
    order by c.id desc offset 3 limit 1`;
  return row?.id;
}
