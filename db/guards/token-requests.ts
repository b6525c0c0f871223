/** Of what is approved no token has come or gone since it was asked for. */
const requestGuard = `
create or replace function token_requests_guard_proposal() returns trigger language plpgsql as $guard$
begin
  if new.state = 'approved' and old.state <> 'approved'
    and (select count(*) from token_request_tokens where request_id = new.id) <> new.token_count then
    raise exception 'a request is of as many tokens as it was asked for'
      using errcode = '23514', constraint = 'token_requests_counted', table = 'token_requests';
  end if;
  return new;
end $guard$;
create or replace trigger token_requests_guard_proposal before update on token_requests
  for each row execute function token_requests_guard_proposal();`;

const tokensGuard = `
create or replace function token_request_tokens_guard() returns trigger language plpgsql as $guard$
begin
  if tg_op = 'INSERT'
    and not exists (select from token_requests where id = new.request_id and state = 'proposed')
    or tg_op = 'INSERT' and new.moved_at is not null
    or tg_op = 'UPDATE' and (old.moved_at is not null
      or (new.request_id, new.token_id) is distinct from (old.request_id, old.token_id)) then
    raise exception 'the tokens of a request stand as they were asked for'
      using errcode = '23514', constraint = 'token_request_tokens_fixed', table = 'token_request_tokens';
  end if;
  return new;
end $guard$;
create or replace trigger token_request_tokens_guard before insert or update on token_request_tokens
  for each row execute function token_request_tokens_guard();`;

/**
 * A stopped token is reopened, and any disposed of, only as two people want it: by an approved request, which the
 * move uses up, or by a found report in the moment of its approval. What was stolen is never reopened at all.
 */
const moveGuard = `
create or replace function tokens_guard_four_eyes() returns trigger language plpgsql as $guard$
begin
  if new.state = 'active' and exists (
    select from bindings b join forms f on f.contract_id = b.contract_id
      where b.token_id = new.id and b.unbound_at is null
        and f.reason = 'stolen' and f.created_at >= b.bound_at
  ) then
    raise exception 'token % was stolen', new.serial
      using errcode = '23514', constraint = 'tokens_stolen_never_reopens', table = 'tokens';
  end if;
  update token_request_tokens asked set moved_at = request.decided_at
    from token_requests request
    where request.id = asked.request_id and request.state = 'approved'
      and request.move = case new.state when 'disposed' then 'dispose' else 'reopen' end
      and asked.token_id = new.id and asked.moved_at is null;
  if not found and not (new.state = 'active' and exists (
    select from bindings b join forms f on f.contract_id = b.contract_id
      where b.token_id = new.id and b.unbound_at is null
        and f.kind = 'found_report' and f.state = 'approved'
  )) then
    raise exception 'two people reopen or dispose of token %, never one', new.serial
      using errcode = '23514', constraint = 'tokens_four_eyes', table = 'tokens';
  end if;
  return new;
end $guard$;
create or replace trigger tokens_guard_four_eyes before update of state on tokens
  for each row when (
    new.state = 'disposed' and old.state <> 'disposed' or old.state = 'suspended' and new.state = 'active')
  execute function tokens_guard_four_eyes();`;

export const tokenRequestGuards = [requestGuard, tokensGuard, moveGuard];
