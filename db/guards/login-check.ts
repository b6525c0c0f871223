/**
 * The one deletion that the desks may ask for, and no other: of what the login check counted or remembered for a
 * while, and needs no more. It is the owner's, by its own clock, so nobody can have more deleted, or sooner.
 */
export const loginCheckTidying = [
  `
create or replace function tidy_login_check() returns void language sql security definer
  set search_path = pg_catalog, public, pg_temp as $tidy$
  delete from public.address_failures where window_ends_at < now() - interval '1 hour';
  delete from public.client_calls where window_ends_at < now() - interval '1 hour';
  delete from public.idempotency_keys where created_at < now() - interval '24 hours';
$tidy$;`,
  "revoke execute on function tidy_login_check() from public",
  "grant execute on function tidy_login_check() to console",
];
