import type { Sql } from "postgres";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { guardedStates } from "#db/guards/transitions.ts";
import { refusalWithin, rolledBack } from "#tests/db/refusal.ts";
import { madeDebits } from "#tests/support/debits.ts";
import { nextTrackingNumber, shipped, withWorld } from "#tests/support/world.ts";

const world = withWorld();

/** What product.md, sections 3, 5 and 6, lets follow on what; written apart from rules.ts. */
const allowed: Record<string, Record<string, string>> = {
  forms: {
    provisional: "received cancelled",
    received: "awaiting_approval incomplete cancelled",
    incomplete: "awaiting_approval cancelled",
    awaiting_approval: "approved returned cancelled",
    returned: "awaiting_approval incomplete cancelled",
    approved: "completed cancelled",
    completed: "",
    cancelled: "",
  },
  orders: {
    placed: "allocated cancelled",
    allocated: "placed shipped cancelled",
    shipped: "placed delivered completed returned",
    delivered: "completed returned closed",
    returned: "shipped closed",
    completed: "",
    closed: "",
    cancelled: "",
  },
  tokens: {
    in_stock: "allocated revoked disposed",
    allocated: "in_stock in_transit revoked",
    in_transit: "delivered active in_stock revoked",
    delivered: "active in_transit revoked",
    active: "suspended revoked",
    suspended: "active revoked",
    revoked: "disposed",
    disposed: "",
  },
  shipments: {
    posted: "in_transit arrived out_for_delivery absent held delivered returning returned",
    in_transit: "arrived out_for_delivery absent held delivered returning returned",
    arrived: "in_transit out_for_delivery absent held delivered returning returned",
    out_for_delivery: "in_transit arrived absent held delivered returning returned",
    absent: "in_transit arrived out_for_delivery held delivered returning returned",
    held: "in_transit arrived out_for_delivery absent delivered returning returned",
    returning: "returned",
    delivered: "returned",
    returned: "",
  },
  notices: {
    waiting: "sending to_print",
    sending: "sent waiting failed",
    sent: "",
    failed: "waiting to_print",
    to_print: "printed",
    printed: "",
  },
  logins: {
    factor_required: "accepted closed",
    accepted: "closed",
    closed: "",
  },
  fee_rule_changes: {
    proposed: "approved turned_down withdrawn",
    approved: "",
    turned_down: "",
    withdrawn: "",
  },
  mail_address_changes: {
    proposed: "approved turned_down withdrawn",
    approved: "",
    turned_down: "",
    withdrawn: "",
  },
  fee_requests: {
    proposed: "approved turned_down withdrawn",
    approved: "",
    turned_down: "",
    withdrawn: "",
  },
  setting_changes: {
    proposed: "approved turned_down withdrawn",
    approved: "",
    turned_down: "",
    withdrawn: "",
  },
  staff_changes: {
    proposed: "approved turned_down withdrawn",
    approved: "",
    turned_down: "",
    withdrawn: "",
  },
  client_changes: {
    proposed: "approved turned_down withdrawn",
    approved: "",
    turned_down: "",
    withdrawn: "",
  },
  token_requests: {
    proposed: "approved turned_down withdrawn",
    approved: "",
    turned_down: "",
    withdrawn: "",
  },
  debit_batches: {
    proposed: "approved turned_down withdrawn",
    approved: "sent cancelled",
    sent: "settled",
    turned_down: "",
    withdrawn: "",
    cancelled: "",
    settled: "",
  },
  token_imports: {
    uploading: "uploaded imported failed cancelled",
    uploaded: "checking failed cancelled",
    checking: "checked refused failed cancelled",
    checked: "importing cancelled",
    importing: "imported refused failed",
    imported: "",
    refused: "",
    failed: "",
    cancelled: "",
  },
};

const initial: Record<string, string> = {
  forms: "provisional received",
  orders: "placed",
  tokens: "in_stock",
  shipments: "posted",
  notices: "waiting to_print",
  logins: "factor_required accepted",
  fee_rule_changes: "proposed",
  mail_address_changes: "proposed",
  fee_requests: "proposed",
  setting_changes: "proposed",
  staff_changes: "proposed",
  client_changes: "proposed",
  token_requests: "proposed",
  debit_batches: "proposed",
  token_imports: "uploading",
};

test("every table with a column that moves on is guarded", async () => {
  const columns = await world.sql`
    select table_name from information_schema.columns
      where table_schema = 'public' and column_name = 'state'
        -- Sums and copies by state: no row of them moves on.
        and table_name not in ('token_counts', 'fee_closing_items', 'fee_closing_totals')
      order by 1`;
  expect(columns.map((column) => column.table_name)).toEqual(Object.keys(allowed).sort());
  expect(Object.keys(guardedStates).sort()).toEqual(Object.keys(allowed).sort());
});

test.each(Object.keys(allowed))("%s move on by the listed pairs and by no other", async (table) => {
  const id = (await rowsOfEach())[table] ?? "";
  const states = Object.keys(allowed[table] ?? {});
  await rolledBack(world.sql, async (sql) => {
    const moved: Record<string, string> = {};
    for (const from of states) {
      // The row is put into the state as no role of the app could: with the guard off.
      await sql`alter table ${sql(table)} disable trigger user`;
      await put(sql, table, { id, state: from });
      await sql`alter table ${sql(table)} enable trigger ${sql(`${table}_guard_state`)}`;
      const to: string[] = [];
      for (const state of states) {
        for (const role of ["console", "none"]) {
          const refusal = await refusalWithin(sql, async () => {
            await sql.unsafe(`set local role ${role}`);
            await put(sql, table, { id, state });
          });
          if (state === from) expect(refusal).toBeUndefined();
          else if (refusal === undefined) role === "console" && to.push(state);
          else expect(refusal).toBe(`${table}_transition`);
        }
      }
      moved[from] = to.sort().join(" ");
    }
    const sorted = Object.entries(allowed[table] ?? {}).map(([from, to]) => [
      from,
      to.split(" ").sort().join(" "),
    ]);
    expect(moved).toEqual(Object.fromEntries(sorted));
  });
});

test.each(Object.keys(allowed))("%s begin in an initial state only", async (table) => {
  const id = (await rowsOfEach())[table] ?? "";
  // Whatever else a copy of the row would run into: the guard speaks before any index does.
  const other: Record<string, string> = { id: v7(), serial: "COPY-1", tracking_number: nextTrackingNumber() };
  const [columns] = await world.sql`
    select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
      where table_schema = 'public' and table_name = ${table} and is_identity = 'NO'`;
  await rolledBack(world.sql, async (sql) => {
    const begun: string[] = [];
    for (const state of Object.keys(allowed[table] ?? {})) {
      const copy = { ...other, state };
      for (const role of ["console", "none"]) {
        const refusal = await refusalWithin(sql, async () => {
          await sql.unsafe(`set local role ${role}`);
          await sql.unsafe(
            `insert into ${table} (${columns?.names}) select ${columns?.names}
               from (select (jsonb_populate_record(x, $1)).* from ${table} x where id = $2) as copied`,
            [copy, id],
          );
        });
        if (refusal === `${table}_transition`) continue;
        if (role === "none") begun.push(state);
        else
          expect([...(initial[table] ?? "").split(" "), "42501"]).toContain(
            refusal === "42501" ? refusal : state,
          );
      }
    }
    expect(begun.join(" ")).toBe(initial[table]);
  });
});

/** Puts a row into a state, with what the constraints ask for there, so that the guard alone decides. */
async function put(sql: Sql, table: string, { id, state }: { id: string; state: string }) {
  const byManagers = [
    "fee_requests",
    "fee_rule_changes",
    "mail_address_changes",
    "setting_changes",
    "token_requests",
  ];
  if (byManagers.includes(table)) {
    const decided = ["approved", "turned_down"].includes(state);
    return sql`update ${sql(table)} set state = ${state},
      checker_id = ${decided ? world.as("manager", { person: 2 }).actor.id : null},
      decided_at = ${state === "proposed" ? null : world.now} where id = ${id}`;
  }
  if (table === "staff_changes" || table === "client_changes") {
    const decided = ["approved", "turned_down"].includes(state);
    return sql`update ${sql(table)} set state = ${state},
      checker_id = ${decided ? world.as("administrator", { person: 2 }).actor.id : null},
      decided_at = ${state === "proposed" ? null : world.now} where id = ${id}`;
  }
  if (table === "debit_batches")
    return sql.unsafe(`update debit_batches set ${debitColumns(state)} where id = $1`, [id]);
  if (table === "token_imports") {
    const ended = ["imported", "refused", "failed", "cancelled"].includes(state);
    return sql`update token_imports set state = ${state}, ended_at = ${ended ? world.now : null},
      refusal = ${["refused", "failed"].includes(state) ? "x" : null} where id = ${id}`;
  }
  if (table !== "forms") return sql`update ${sql(table)} set state = ${state} where id = ${id}`;
  const decided = state !== "awaiting_approval";
  return sql`update forms set state = ${state}, back_reason = 'x',
    checker_id = ${decided ? world.as("approver").actor.id : null}, decided_at = ${decided ? world.now : null}
    where id = ${id}`;
}

/** What a direct debit file has in a state, and lacks in the others. */
function debitColumns(state: string): string {
  const has = {
    [`'${world.as("manager", { person: 2 }).actor.id}'`]: ["checker_id"],
    "now()": ["decided_at", "cancelled_at", "sent_at", "settled_at"],
    maker_id: ["cancelled_by", "sent_by", "settled_by"],
    file: ["result_file"],
    "1": ["debited_count"],
    amount_yen: ["debited_yen"],
    "0": ["failed_count", "failed_yen"],
    "'x'": ["cancel_reason", "result_sha256"],
  };
  const needed: Record<string, RegExp> = {
    proposed: /^$/,
    withdrawn: /^decided_at/,
    cancelled: /^(checker|decided|cancel)/,
    sent: /^(checker|decided|sent)/,
    settled: /^(?!cancel)/,
  };
  const values = Object.entries(has).flatMap(([value, columns]) =>
    columns.map(
      (column) => `${column} = ${(needed[state] ?? /^(checker|decided)/).test(column) ? value : "null"}`,
    ),
  );
  return [`state = '${state}'`, ...values].join(", ");
}

let rows: Promise<Record<string, string>> | undefined;

/** A row of each guarded table that no constraint holds back in any state. */
function rowsOfEach(): Promise<Record<string, string>> {
  rows ??= (async () => {
    const { formId, orderId, token, shipmentId } = await shipped(world, await world.registered());
    const login = v7();
    await world.sql`
      insert into logins (id, contract_id, state, factor, client_key, created_at, expires_at)
        select ${login}, contract_id, 'factor_required', 'otp', 'page', ${world.now}, ${world.now}
        from orders where id = ${orderId}`;
    const change = v7();
    await world.sql`
      insert into setting_changes (id, before, after, reason, maker_id, proposed_at)
        values (${change}, '{"otp_limit": 5}', '{"otp_limit": 4}', 'x', ${world.as("manager").actor.id}, ${world.now})`;
    const feeRequest = v7();
    await world.sql`
      insert into fee_requests (id, kind, fee_id, amount_yen, reason, maker_id, proposed_at)
        select ${feeRequest}, 'waive', id, gross_yen, 'x', ${world.as("clerk").actor.id}, ${world.now} from fees`;
    const feeRuleChange = v7();
    await world.sql`
      insert into fee_rule_changes (id, subject, amount, amount_before, valid_from, reason, maker_id, proposed_at)
        values (${feeRuleChange}, 'tax_rate', 12, 10, '2090-04-01', 'x', ${world.as("manager").actor.id}, ${world.now})`;
    const addressChange = v7();
    await world.sql`
      insert into mail_address_changes (id, branch_code, to_address, reason, maker_id, proposed_at)
        values (${addressChange}, '001', 'desk@bank.example.jp', 'x', ${world.as("manager").actor.id}, ${world.now})`;
    const tokenImport = v7();
    await world.sql`
      insert into token_imports (id, file_name, file_bytes, file_sha256, batch, manufacturer, model, expires_on,
          uploaded_at, started_at)
        values (${tokenImport}, 'x', 1, ${"0".repeat(64)}, 'x', 'x', 'x', '2031-11-22', ${world.now}, ${world.now})`;
    const request = v7();
    await world.sql`
      insert into token_requests (id, move, token_count, reason, maker_id, proposed_at)
        values (${request}, 'dispose', 1, 'x', ${world.as("operations").actor.id}, ${world.now})`;
    const [debitBatch = ""] = await madeDebits(world, 1);
    const notice = v7();
    await world.sql`
      insert into notices (id, event, recipient, occasion, contract_id, branch_code, facts, state, mail_to,
          created_at, due_at, sent_at, printed_at, printed_by)
        select ${notice}, 'login_locked', 'customer', 'x', contract_id, branch_code, '{}', 'waiting',
          'taro@example.jp', ${world.now}, ${world.now}, ${world.now}, ${world.now},
          ${world.as("clerk").actor.id} from orders where id = ${orderId}`;
    const staffChange = v7();
    await world.sql`
      insert into staff_changes (id, kind, staff_id, from_role, to_role, reason, maker_id, proposed_at)
        values (${staffChange}, 'move', ${world.as("manager").actor.id}, 'manager', 'auditor', 'x',
          ${world.as("administrator").actor.id}, ${world.now})`;
    const clientChange = v7();
    await world.sql`
      with client as (
        insert into api_clients (id, name, scopes, created_at) values (${v7()}, 'x', '{}', ${world.now})
          returning id, calls_per_minute as calls)
      insert into client_changes (id, client_id, from_scopes, to_scopes, from_calls_per_minute, reason, maker_id,
          proposed_at)
        select ${clientChange}, id, '{}', '{status:read}', calls, 'x', ${world.as("administrator").actor.id},
          ${world.now} from client`;
    return {
      forms: formId,
      orders: orderId,
      tokens: token.id,
      shipments: shipmentId,
      logins: login,
      notices: notice,
      fee_requests: feeRequest,
      fee_rule_changes: feeRuleChange,
      mail_address_changes: addressChange,
      setting_changes: change,
      staff_changes: staffChange,
      client_changes: clientChange,
      token_requests: request,
      token_imports: tokenImport,
      debit_batches: debitBatch,
    };
  })();
  return rows;
}
