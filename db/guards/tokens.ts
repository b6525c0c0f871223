/** An OTP is used up once, ever: what was accepted last is never taken back, whoever says so. */
export const tokenGuard = `
create or replace function tokens_guard_step() returns trigger language plpgsql as $guard$
begin
  raise exception 'token % has accepted step % already', old.serial, old.last_step
    using errcode = '23514', constraint = 'tokens_step_only_grows', table = 'tokens';
end $guard$;
create or replace trigger tokens_guard_step before update of last_step on tokens
  for each row when (new.last_step < old.last_step) execute function tokens_guard_step();`;

/** A theft is never taken back: with the CHECK on its states, a stolen token returns neither to stock nor to use. */
export const stolenGuard = `
create or replace function tokens_guard_stolen() returns trigger language plpgsql as $guard$
begin
  raise exception 'token % was reported stolen already', old.serial
    using errcode = '23514', constraint = 'tokens_stolen_for_good', table = 'tokens';
end $guard$;
create or replace trigger tokens_guard_stolen before update of stolen_at on tokens
  for each row when (old.stolen_at is not null and new.stolen_at is distinct from old.stolen_at)
  execute function tokens_guard_stolen();`;
