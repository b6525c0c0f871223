import { copied, type Refused, sameId } from "./case.ts";

/** Contracts and what their papers lead to: bindings, orders, mail and fees. */
export const papers: Refused = {
  bindings_one_live_per_contract: [
    "update bindings set contract_id = (select id from contracts limit 1), unbound_at = null, unbind_reason = null",
  ],
  bindings_one_live_per_serial: [
    "update bindings set token_id = (select id from tokens limit 1), unbound_at = null, unbind_reason = null",
  ],
  bindings_receipt_number_unique: [copied("bindings", { contract_id: sameId, token_id: sameId })],
  bindings_unbind_reason_known: ["update bindings set unbound_at = bound_at, unbind_reason = 'whim'"],
  bindings_unbound_after_bound: [
    "update bindings set unbound_at = bound_at - interval '1 second', unbind_reason = 'reissue'",
  ],
  bindings_unbound_with_reason: [
    "update bindings set unbound_at = bound_at, unbind_reason = null",
    "update bindings set unbound_at = null, unbind_reason = 'reissue'",
  ],
  contracts_account_number_format: ["update contracts set account_number = '12345678'"],
  contracts_account_type_known: ["update contracts set account_type = 'savings'"],
  contracts_contractor_id_format: [
    "update contracts set contractor_id = '1234567890'",
    "update contracts set contractor_id = '１２３４５６７８９０１'",
  ],
  contracts_contractor_id_unique: ["update contracts set contractor_id = '12345678901'"],
  contracts_postal_code_format: ["update contracts set postal_code = '430-0946'"],
  dispatches_number_unique: [copied("dispatches")],
  fee_entries_adjusted_by_rate: [
    "update fee_entries set tax_percent = 10",
    "update fee_entries set kind = 'adjusted'",
  ],
  fee_entries_adjusted_once: [
    "insert into fee_entries (id, fee_id, number, kind, amount_yen, tax_percent, entered_at) select gen_random_uuid(), fee_id, n + 1, 'adjusted', 0, 8, entered_at from fee_entries, generate_series(1, 2) n",
  ],
  fee_entries_amount: [
    "update fee_entries set amount_yen = -1",
    "update fee_entries set kind = 'billed', amount_yen = 0",
  ],
  fee_entries_asked_for: [
    "update fee_entries set kind = 'waived'",
    "update fee_entries set kind = 'refunded'",
    "update fee_entries set request_id = (select id from fee_requests limit 1)",
  ],
  fee_entries_assessed_once: [copied("fee_entries", { number: "2" })],
  fee_entries_cash_with_receipt: [
    "update fee_entries set receipt_number = 8000001",
    "update fee_entries set kind = 'collected', way = 'cash'",
    "update fee_entries set kind = 'collected', way = 'debit', receipt_number = 8000001",
  ],
  fee_entries_collected_some_way: [
    "update fee_entries set way = 'debit'",
    "update fee_entries set kind = 'collected'",
  ],
  fee_entries_debits_batch: [`update fee_entries set debit_batch_id = '${sameId}'`],
  fee_entries_in_order: [copied("fee_entries", { kind: "billed" })],
  fee_entries_kind_known: ["update fee_entries set kind = 'forgotten'"],
  fee_entries_receipt_number: [
    "update fee_entries set kind = 'collected', way = 'cash', receipt_number = 8000001",
  ],
  fee_entries_request_once: [
    "update fee_entries set kind = 'waived', request_id = (select id from fee_requests limit 1)",
  ],
  fee_entries_way_known: ["update fee_entries set kind = 'collected', way = 'card'"],
  fee_requests_decided_by: [
    "update fee_requests set state = 'approved', decided_at = now()",
    "update fee_requests set decided_at = now()",
  ],
  fee_requests_four_eyes: [
    "update fee_requests set state = 'approved', decided_at = now(), checker_id = maker_id",
  ],
  fee_requests_kind_known: ["update fee_requests set kind = 'eaten'"],
  fee_requests_of_something: ["update fee_requests set amount_yen = 0"],
  fee_requests_one_proposed: [copied("fee_requests")],
  fee_requests_state_known: ["update fee_requests set state = 'eaten', decided_at = now()"],
  fee_rule_changes_amount_range: [
    "update fee_rule_changes set amount = -1",
    "update fee_rule_changes set amount = 100001",
    "update fee_rule_changes set subject = 'tax_rate', kind = null, amount = 101",
  ],
  fee_rule_changes_decided_by: [
    "update fee_rule_changes set state = 'approved', decided_at = now()",
    "update fee_rule_changes set decided_at = now()",
  ],
  fee_rule_changes_four_eyes: [
    "update fee_rule_changes set state = 'approved', decided_at = now(), checker_id = maker_id",
  ],
  fee_rule_changes_kind_known: ["update fee_rule_changes set kind = 'unlock'"],
  fee_rule_changes_of_a_form: [
    "update fee_rule_changes set kind = null",
    "update fee_rule_changes set kind = 'new', reissue_reason = 'lost'",
    "update fee_rule_changes set subject = 'tax_rate', amount = 8",
  ],
  fee_rule_changes_of_something: ["update fee_rule_changes set amount = amount_before"],
  fee_rule_changes_reason_known: ["update fee_rule_changes set reissue_reason = 'eaten'"],
  fee_rule_changes_state_known: ["update fee_rule_changes set state = 'eaten', decided_at = now()"],
  fee_rule_changes_subject_known: ["update fee_rule_changes set subject = 'eaten', kind = null, amount = 8"],
  fee_rules_kind_known: ["update fee_rules set kind = 'unlock'"],
  fee_rules_reason_known: ["update fee_rules set reason = 'eaten'"],
  fee_rules_one_a_day: [copied("fee_rules")],
  fee_rules_reason_by_kind: ["update fee_rules set kind = 'new', reason = 'lost'"],
  fee_rules_net_not_negative: ["update fee_rules set net_yen = -1"],
  fees_gross_is_net_and_tax: [
    "update fees set gross_yen = gross_yen + 1",
    "update fees set net_yen = 900",
    "update fees set tax_yen = 0",
  ],
  fees_tax_point_known: ["update fees set tax_point = 'eaten'"],
  fees_kind_known: ["update fees set kind = 'unlock'"],
  fees_reason_known: ["update fees set reason = 'eaten'"],
  fees_not_negative: [
    "update fees set net_yen = -100, gross_yen = tax_yen - 100",
    "update fees set tax_yen = -100, gross_yen = net_yen - 100",
  ],
  fees_one_per_order: ["update fees set order_id = (select id from orders limit 1)"],
  forms_awaiting_undecided: [
    "update forms set state = 'awaiting_approval', decided_at = null",
    "update forms set state = 'awaiting_approval', checker_id = null",
  ],
  forms_back_code_known: ["update forms set back_code = 'whim'"],
  forms_back_with_reason: [
    "update forms set state = 'returned', back_reason = '', back_code = 'other'",
    "update forms set state = 'returned', back_reason = null",
    "update forms set state = 'incomplete', back_reason = ''",
  ],
  forms_channel_known: ["update forms set channel = 'fax'"],
  forms_decided_by_someone: [
    "update forms set checker_id = null",
    "update forms set decided_at = null",
    "update forms set state = 'completed', checker_id = null",
  ],
  forms_debit_account_type_known: [
    "update forms set fee_debit_authorised = true, debit_account_type = 'gold', debit_account_number = '0123456'",
  ],
  forms_debit_account_whole: [
    "update forms set fee_debit_authorised = true, debit_account_type = 'current', debit_account_number = null",
    "update forms set fee_debit_authorised = true, debit_account_type = null, debit_account_number = '0123456'",
    "update forms set fee_debit_authorised = false, debit_account_type = 'current', debit_account_number = '0123456'",
  ],
  forms_fee_one_way: [
    "update forms set fee_debit_authorised = true, fee_at_counter = true, debit_account_type = null, debit_account_number = null",
  ],
  forms_four_eyes: [
    "update forms set checker_id = maker_id",
    "update forms set maker_id = checker_id",
    "update forms set checker_id = maker_id, state = 'returned', back_reason = 'x'",
  ],
  forms_identity_document_known: ["update forms set identity_document = 'library_card'"],
  forms_kind_known: ["update forms set kind = 'gift', reason = null"],
  forms_number_unique: [copied("forms")],
  forms_one_under_way_per_kind: [
    "update forms set state = 'received', contract_id = (select id from contracts limit 1)",
    "update forms set state = 'awaiting_approval', checker_id = null, decided_at = null, contract_id = (select id from contracts limit 1)",
  ],
  forms_reason_by_kind: ["update forms set reason = null", "update forms set kind = 'new'"],
  forms_reason_known: ["update forms set reason = 'eaten'"],
  forms_state_known: ["update forms set state = 'forgotten'"],
  forms_submitted_complete: [
    "update forms set seal_verified = false",
    "update forms set identity_document = null",
    "update forms set identity_document = null, state = 'awaiting_approval', checker_id = null, decided_at = null",
  ],
  mail_events_event_known: ["update mail_events set event = 'eaten'"],
  mail_events_once: [copied("mail_events")],
  orders_dispatch_with_token: [
    "update orders set state = 'placed', token_id = null, dispatch_id = (select id from dispatches)",
  ],
  orders_kind_known: ["update orders set kind = 'unlock', reason = null"],
  orders_number_unique: [
    copied("orders", { form_id: sameId, contract_id: sameId, token_id: null, state: "closed" }),
  ],
  orders_one_open_per_contract: ["update orders set contract_id = (select id from contracts limit 1)"],
  orders_one_open_per_serial: ["update orders set token_id = (select id from tokens limit 1)"],
  orders_one_per_form: ["update orders set form_id = (select id from forms limit 1)"],
  orders_reason_by_kind: ["update orders set reason = null", "update orders set kind = 'exchange'"],
  orders_reason_known: ["update orders set reason = 'eaten'"],
  orders_state_known: ["update orders set state = 'forgotten'"],
  orders_token_by_state: ["allocated", "shipped", "delivered", "completed"].map(
    (state) => `update orders set state = '${state}', token_id = null`,
  ),
  scans_media_type_known: ["update scans set media_type = 'text/html'"],
  scans_size: [
    "update scans set bytes = ''",
    "update scans set bytes = convert_to(repeat('x', 10 * 1024 * 1024 + 1), 'UTF8')",
  ],
  shipments_state_known: ["update shipments set state = 'eaten'"],
  shipments_tracking_number_check_digit: [
    "update shipments set tracking_number = '123456789014'",
    "update shipments set tracking_number = '12345678904'",
  ],
  shipments_tracking_number_format: [
    "update shipments set tracking_number = '1234567891'",
    "update shipments set tracking_number = 'RR12345678JP'",
    "update shipments set tracking_number = '1234-5678-9014'",
  ],
  shipments_tracking_number_unique: ["update shipments set tracking_number = '123456789013'"],
  tax_rates_percent_range: ["update tax_rates set percent = 101", "update tax_rates set percent = -1"],
};
