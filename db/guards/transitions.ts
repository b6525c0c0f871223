import { formTransitions, initialFormStates } from "#core/forms/rules.ts";
import { loginTransitions } from "#core/logins/rules.ts";
import { orderTransitions } from "#core/orders/rules.ts";
import { proposalTransitions } from "#core/proposals/rules.ts";
import { mailTransitions } from "#core/shipments/rules.ts";
import { importTransitions } from "#core/token-imports/rules.ts";
import { tokenTransitions } from "#core/tokens/rules.ts";
import { statePairs, type TransitionTable } from "#core/transitions.ts";

type Guarded = { initial: readonly string[]; transitions: TransitionTable<string, string> };

/** Every state column, the states a row may be born in, and the table of what may follow. */
export const guardedStates: Readonly<Record<string, Guarded>> = {
  forms: { initial: initialFormStates, transitions: formTransitions },
  orders: { initial: ["placed"], transitions: orderTransitions },
  shipments: { initial: ["posted"], transitions: mailTransitions },
  tokens: { initial: ["in_stock"], transitions: tokenTransitions },
  logins: { initial: ["factor_required", "accepted"], transitions: loginTransitions },
  token_requests: { initial: ["proposed"], transitions: proposalTransitions },
  setting_changes: { initial: ["proposed"], transitions: proposalTransitions },
  token_imports: { initial: ["uploading"], transitions: importTransitions },
};

/** The trigger that refuses any other state, for one table: SQLSTATE 23514, constraint `<table>_transition`. */
export function transitionGuard(table: string, { initial, transitions }: Guarded): string {
  const pairs = statePairs(transitions).map(({ from, to }) => `('${from}','${to}')`);
  return `
create or replace function ${table}_guard_state() returns trigger language plpgsql as $guard$
begin
  if tg_op = 'INSERT' then
    if new.state not in (${initial.map((state) => `'${state}'`).join(",")}) then
      raise exception '% cannot begin as %', tg_table_name, new.state
        using errcode = '23514', constraint = '${table}_transition', table = tg_table_name;
    end if;
  elsif new.state <> old.state and (old.state, new.state) not in (${pairs.join(",")}) then
    raise exception '% cannot go from % to %', tg_table_name, old.state, new.state
      using errcode = '23514', constraint = '${table}_transition', table = tg_table_name;
  end if;
  return new;
end $guard$;
create or replace trigger ${table}_guard_state before insert or update of state on ${table}
  for each row execute function ${table}_guard_state();`;
}
