import { violated } from "#db/client.ts";
import { Failure } from "./errors.ts";

/** Somebody else's entry came first, and the fee stands otherwise than the person saw it. */
const feeMoved = new Failure("conflict", "fee");

/** What a person is told when a constraint judged a race that the code had not seen coming. */
const meanings: Readonly<Record<string, Failure>> = {
  forms_one_under_way_per_kind: new Failure("conflict", "formUnderWay"),
  orders_one_open_per_contract: new Failure("conflict", "orderUnderWay"),
  orders_one_open_per_serial: new Failure("conflict", "serialTaken"),
  mail_events_once: new Failure("conflict", "mailEvent"),
  fee_requests_one_proposed: new Failure("conflict", "feeRequestUnderWay"),
  fee_requests_checker_in_charge: new Failure("forbidden", "notInCharge"),
  fee_requests_four_eyes: new Failure("forbidden", "fourEyes"),
  fee_closings_in_order: new Failure("conflict", "feeClosing"),
  fee_entries_month_open: new Failure("conflict", "feeMonthClosed"),
  fee_rule_changes_checker_in_charge: new Failure("forbidden", "notInCharge"),
  fee_rule_changes_four_eyes: new Failure("forbidden", "fourEyes"),
  fee_rule_changes_not_stale: new Failure("conflict", "feeRuleMoved"),
  fee_rule_changes_still_to_come: new Failure("conflict", "feeRuleLate"),
  fee_paper_issues_one_each: new Failure("conflict", "feePaper"),
  mail_address_changes_checker_in_charge: new Failure("forbidden", "notInCharge"),
  mail_address_changes_four_eyes: new Failure("forbidden", "fourEyes"),
  mail_address_changes_one_proposed: new Failure("conflict", "addressChangeUnderWay"),
  mail_address_changes_not_stale: new Failure("conflict", "addressMoved"),
  fee_entries_settles_what_is_due: feeMoved,
  fee_entries_refunds_what_is_owed: feeMoved,
  fee_entries_reverses_what_is_charged: feeMoved,
  fee_entries_reversed_with_its_order: feeMoved,
  forms_four_eyes: new Failure("forbidden", "fourEyes"),
  forms_checker_in_charge: new Failure("forbidden", "notInCharge"),
  token_requests_checker_in_charge: new Failure("forbidden", "notInCharge"),
  setting_changes_checker_in_charge: new Failure("forbidden", "notInCharge"),
  debit_batches_checker_in_charge: new Failure("forbidden", "notInCharge"),
  debit_batches_four_eyes: new Failure("forbidden", "fourEyes"),
  debit_lines_due: new Failure("conflict", "debitMoved"),
  debit_lines_one_open: new Failure("conflict", "debitMoved"),
  fee_entries_bills_what_is_due: new Failure("conflict", "debitStale"),
  fee_entries_debit_open: new Failure("conflict", "debitOpen"),
  setting_changes_one_proposed: new Failure("conflict", "changeUnderWay"),
  setting_changes_not_stale: new Failure("conflict", "settingsMoved"),
  staff_username_unique: new Failure("invalid", "username", { username: "username.taken" }),
  staff_changes_checker_in_charge: new Failure("forbidden", "staff.decide"),
  staff_changes_four_eyes: new Failure("forbidden", "fourEyes"),
  staff_changes_not_of_oneself: new Failure("forbidden", "ownStaffAccount"),
  staff_changes_one_proposed: new Failure("conflict", "staffChangeUnderWay"),
  staff_changes_not_stale: new Failure("conflict", "staffMoved"),
  staff_last_administrator: new Failure("forbidden", "lastAdministrator"),
  staff_invitations_admitted_by_two: new Failure("conflict", "admission"),
  api_clients_name_unique: new Failure("invalid", "name", { name: "apiClient.taken" }),
  api_keys_one_successor: new Failure("conflict", "keyReplaced"),
  api_keys_made_rightly: new Failure("conflict", "clientMoved"),
  client_changes_checker_in_charge: new Failure("forbidden", "client.decide"),
  client_changes_four_eyes: new Failure("forbidden", "fourEyes"),
  client_changes_one_proposed: new Failure("conflict", "clientChangeUnderWay"),
  client_changes_not_stale: new Failure("conflict", "clientMoved"),
  setting_changes_four_eyes: new Failure("forbidden", "fourEyes"),
  token_requests_four_eyes: new Failure("forbidden", "fourEyes"),
  tokens_stolen_never_reopens: new Failure("conflict", "stolenNeverReopens"),
  shipments_tracking_number_unique: new Failure("invalid", "trackingNumber", {
    trackingNumber: "trackingNumber.used",
  }),
};

/** Turns the constraint that a command ran into to the failure it stands for. */
export async function explained<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw meanings[violated(error) ?? ""] ?? error;
  }
}
