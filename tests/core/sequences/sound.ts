import { expect } from "vitest";
import type { Run } from "./steps.ts";

/** What holds at every moment, whatever was tried. */
export async function expectSound({ world, contract, serials }: Run, succeeded: number): Promise<void> {
  const [found] = await world.sql`
    with my as (select ${contract.id}::uuid as id)
    select
      (select count(*) from audit where contract_id = my.id)::int as audited,
      (select count(*) from bindings where contract_id = my.id and unbound_at is null)::int as live,
      (select count(*) from bindings b join tokens t on t.id = b.token_id where contract_id = my.id
        and (unbound_at is null) <> (t.state in ('active', 'suspended')))::int as "boundOtherwise",
      (select count(*) from orders where contract_id = my.id
        and state in ('placed', 'allocated', 'shipped', 'delivered', 'returned'))::int as open,
      (select count(*) from orders o join forms f on f.id = o.form_id where o.contract_id = my.id and (
        (o.state in ('placed', 'allocated', 'shipped', 'delivered', 'returned') and f.state <> 'approved')
        or (o.state = 'cancelled' and f.state <> 'cancelled')
        or (o.state in ('completed', 'closed') and f.state <> 'completed')))::int as "formsBesideOrders",
      (select count(*) from forms f where contract_id = my.id and state = 'approved'
        and not exists (select from orders o where o.form_id = f.id))::int as "approvedForNothing",
      (select count(*) from forms where contract_id = my.id and checker_id = maker_id)::int as "ownApprovals",
      (select count(*) from orders o where contract_id = my.id
        and (select count(*) from fees f where f.order_id = o.id) <> 1)::int as "ordersWithoutFee",
      (select count(*) from fees f join orders o on o.id = f.order_id where f.contract_id = my.id and (
        (select count(*) from fee_entries e where e.fee_id = f.id and kind = 'assessed'
          and amount_yen = f.gross_yen) <> 1
        or (select count(*) from fee_entries e where e.fee_id = f.id and kind = 'reversed'
          and amount_yen = f.gross_yen) <> (o.state = 'cancelled')::int))::int as "ledgersWrong",
      (select count(*) from orders o join tokens t on t.id = o.token_id where o.contract_id = my.id and not (
        (o.state = 'allocated' and t.state = 'allocated')
        or (o.state in ('shipped', 'returned') and t.state = 'in_transit')
        or (o.state = 'delivered' and t.state = 'delivered')
        or (o.state = 'closed' and t.state = 'revoked')
        or (o.state = 'completed' and t.state in ('active', 'suspended', 'revoked'))))::int as "tokensBesideOrders",
      (select count(*) from tokens t where serial = any(${serials}) and state = 'allocated'
        and not exists (select from orders o where o.token_id = t.id and o.state = 'allocated'))::int as stray,
      (select count(*) from orders o where contract_id = my.id
        and (select count(*) from shipments s where s.order_id = o.id) > 2)::int as "postedTooOften",
      (select (card_opened_at is not null and (card_until is null or card_until > ${world.now})
        and not exists (select from orders o where o.contract_id = my.id
          and state in ('placed', 'allocated', 'shipped', 'delivered', 'returned')))::int
        from login_accounts where contract_id = my.id) as "cardOpenForNothing",
      (select (card_opened_at is null and not exists (select from bindings b
          where b.contract_id = my.id and unbound_at is null)
        and (select unbind_reason = 'reissue' from bindings b where b.contract_id = my.id
          order by bound_at desc limit 1))::int
        from login_accounts where contract_id = my.id) as "passwordAloneAfterReissue"
    from my`;
  expect(found).toEqual({
    audited: succeeded,
    live: found?.live === 0 ? 0 : 1,
    boundOtherwise: 0,
    open: found?.open === 0 ? 0 : 1,
    formsBesideOrders: 0,
    approvedForNothing: 0,
    ownApprovals: 0,
    ordersWithoutFee: 0,
    ledgersWrong: 0,
    tokensBesideOrders: 0,
    stray: 0,
    postedTooOften: 0,
    cardOpenForNothing: 0,
    passwordAloneAfterReissue: found?.passwordAloneAfterReissue === null ? null : 0,
  });
}
