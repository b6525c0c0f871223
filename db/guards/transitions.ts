import { debitTransitions } from "#core/debits/rules.ts";
import { formTransitions, initialFormStates } from "#core/forms/rules.ts";
import { loginTransitions } from "#core/logins/rules.ts";
import { noticeTransitions } from "#core/notices/rules.ts";
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
  fee_requests: { initial: ["proposed"], transitions: proposalTransitions },
  fee_rule_changes: { initial: ["proposed"], transitions: proposalTransitions },
  setting_changes: { initial: ["proposed"], transitions: proposalTransitions },
  staff_changes: { initial: ["proposed"], transitions: proposalTransitions },
  client_changes: { initial: ["proposed"], transitions: proposalTransitions },
  mail_address_changes: { initial: ["proposed"], transitions: proposalTransitions },
  debit_batches: { initial: ["proposed"], transitions: debitTransitions },
  token_imports: { initial: ["uploading"], transitions: importTransitions },
  notices: { initial: ["waiting", "to_print"], transitions: noticeTransitions },
};

/**
 * The triggers that refuse any other state, for one table: SQLSTATE 23514, constraint `<table>_transition`. Each is
 * called for a change alone, and for a birth in another state: a hundred thousand tokens come in one statement.
 */
export function transitionGuard(table: string, { initial, transitions }: Guarded): string {
  const pairs = statePairs(transitions).map(({ from, to }) => `('${from}','${to}')`);
  const refused = `using errcode = '23514', constraint = '${table}_transition', table = tg_table_name`;
  return `
create or replace function ${table}_guard_birth() returns trigger language plpgsql as $guard$
begin
  raise exception '% cannot begin as %', tg_table_name, new.state ${refused};
end $guard$;
create or replace trigger ${table}_guard_birth before insert on ${table}
  for each row when (new.state not in (${initial.map((state) => `'${state}'`).join(",")}))
  execute function ${table}_guard_birth();
create or replace function ${table}_guard_state() returns trigger language plpgsql as $guard$
begin
  if (old.state, new.state) not in (${pairs.join(",")}) then
    raise exception '% cannot go from % to %', tg_table_name, old.state, new.state ${refused};
  end if;
  return new;
end $guard$;
create or replace trigger ${table}_guard_state before update of state on ${table}
  for each row when (new.state <> old.state) execute function ${table}_guard_state();`;
}
