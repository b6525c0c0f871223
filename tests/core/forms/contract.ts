import type { World } from "#tests/support/world.ts";

/** What forms lead to on a contract: its counters, card access, live bindings, and orders with their fees. */
export async function contractOf(world: World, id: string) {
  const [found] = await world.sql`
    select a.password_fails, a.otp_fails, a.card_fails, a.card_opened_at is not null as card_open,
      (select count(*)::int from bindings b where b.contract_id = a.contract_id and unbound_at is null) as bound,
      (select json_agg(json_build_array(o.state, o.kind, f.net_yen, f.tax_yen, f.gross_yen)) from orders o
        join fees f on f.order_id = o.id where o.contract_id = a.contract_id) as orders
    from login_accounts a where contract_id = ${id}`;
  return found;
}
