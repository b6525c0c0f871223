/** An OTP is used up once, ever: what was accepted last is never taken back, whoever says so. */
export const tokenGuard = `
create or replace function tokens_guard_step() returns trigger language plpgsql as $guard$
begin
  raise exception 'token % has accepted step % already', old.serial, old.last_step
    using errcode = '23514', constraint = 'tokens_step_only_grows', table = 'tokens';
end $guard$;
create or replace trigger tokens_guard_step before update of last_step on tokens
  for each row when (new.last_step < old.last_step) execute function tokens_guard_step();`;
