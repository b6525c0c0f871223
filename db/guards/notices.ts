import { type NoticeEvent, noticeAudience } from "#core/notices/rules.ts";

/** The call that tells of an event whoever is to hear of it. `byMailAlone` keeps a letter from being written. */
export function tell(
  event: NoticeEvent,
  of: { occasion: string; contract: string; at: string; facts: string; byMailAlone?: string },
): string {
  const { customer, desk } = noticeAudience[event];
  const mail = String(customer !== null);
  const letter = customer === "mail_or_letter" ? `not (${of.byMailAlone ?? "false"})` : "false";
  return `public.notice_tell('${event}', ${of.occasion}, ${of.contract}, ${of.at}, jsonb_strip_nulls(${of.facts}),
      ${mail}, ${letter}, ${desk})`;
}

/**
 * Puts down what is to be told, in the transaction in which it happens, whoever writes it: as the tables' owner, since
 * the login check may read no address. What was told already is not told again.
 */
const telling = `
create or replace function notice_tell(what text, which text, contract uuid, moment timestamptz, told jsonb,
  by_mail boolean, by_letter boolean, to_desk boolean) returns void language sql
  security definer set search_path = pg_catalog, pg_temp as $guard$
  insert into public.notices (id, event, recipient, occasion, contract_id, branch_code, facts, state, mail_to, created_at, due_at)
    select gen_random_uuid(), what, r.recipient, which, c.id, c.branch_code, told,
        case when r.mail_to is null then 'to_print' else 'waiting' end, r.mail_to, moment, moment
      from public.contracts c join public.branches b on b.code = c.branch_code
        cross join lateral (values ('customer', c.mail_address, by_mail, by_letter), ('desk', b.mail_address, to_desk, false))
          as r (recipient, mail_to, mailed, lettered)
      where c.id = contract and case when r.mail_to is null then r.lettered else r.mailed end
    on conflict (event, recipient, occasion) do nothing
$guard$;
revoke execute on function notice_tell from public;`;

/** Runs a statement of `notice_tell` as a trigger, with the owner's rights. */
function trigger(name: string, on: string, when: string, call: string): string {
  return `
create or replace function ${name}() returns trigger language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $guard$
begin
  perform ${call};
  return null;
end $guard$;
revoke execute on function ${name}() from public;
create or replace trigger ${name} after ${on} for each row when (${when}) execute function ${name}();`;
}

const formFacts = "jsonb_build_object('formNumber', new.number, 'followBy', new.follow_by)";

const received = trigger(
  "notices_form_received",
  "insert on forms",
  "true",
  tell("form_received", {
    occasion: "new.id::text",
    contract: "new.contract_id",
    at: "new.created_at",
    facts: formFacts,
    byMailAlone: "new.channel = 'counter'",
  }),
);

const goneBack = (["incomplete", "returned"] as const).map((state) =>
  trigger(
    `notices_form_${state}`,
    "update of state on forms",
    `new.state = '${state}' and old.state <> '${state}'`,
    tell(`form_${state}`, {
      // It may go back more than once, each time in a transaction of its own.
      occasion: "new.id::text || ':' || pg_current_xact_id()::text",
      contract: "new.contract_id",
      at: state === "returned" ? "coalesce(new.decided_at, now())" : "now()",
      facts: formFacts,
    }),
  ),
);

const shipped = trigger(
  "notices_order_shipped",
  "insert on shipments",
  "true",
  `${tell("order_shipped", {
    occasion: "new.id::text",
    contract: "o.contract_id",
    at: "new.shipped_at",
    facts: "jsonb_build_object('orderNumber', o.number, 'trackingNumber', new.tracking_number)",
  })} from public.orders o where o.id = new.order_id`,
);

const locked = trigger(
  "notices_login_locked",
  "insert on login_events",
  "new.reached_limit and new.contract_id is not null",
  tell("login_locked", {
    occasion: "new.id::text",
    contract: "new.contract_id",
    at: "new.at",
    facts: "'{}'::jsonb",
  }),
);

/** Tells of each token that nobody has registered so long after its delivery, once for an order. For the jobs. */
const reminding = `
create or replace function notices_remind(moment timestamptz) returns void language sql
  security definer set search_path = pg_catalog, pg_temp as $guard$
  select ${tell("not_registered", {
    occasion: "o.id::text",
    contract: "o.contract_id",
    at: "moment",
    facts: `jsonb_build_object('orderNumber', o.number,
        'deliveredOn', (o.delivered_at at time zone 'Asia/Tokyo')::date)`,
  })}
    from public.orders o cross join public.settings s
    where o.state = 'delivered' and o.delivered_at <= moment - make_interval(days => s.registration_reminder_days)
      and not exists (select from public.notices n
        where n.event = 'not_registered' and n.recipient = 'customer' and n.occasion = o.id::text)
$guard$;
revoke execute on function notices_remind(timestamptz) from public;`;

export const noticeGuards = [telling, received, ...goneBack, shipped, locked, reminding];
