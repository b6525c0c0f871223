import { copied, type Refused } from "./case.ts";

const decided = "checker_id = (select id from staff where username = 'manager-2'), decided_at = now()";
const sent = `${decided}, sent_by = maker_id, sent_at = now()`;
const result = "settled_by = maker_id, settled_at = now(), result_file = file, result_sha256 = file_sha256";
const sums = (debited: number, debitedYen: number, failed: number, failedYen: number) =>
  `debited_count = ${debited}, debited_yen = ${debitedYen}, failed_count = ${failed}, failed_yen = ${failedYen}`;
const settled = `state = 'settled', ${sent}, ${result}`;

/** Direct debit files of one record of 1,100 yen each, and their records. */
export const debits: Refused = {
  debit_batches_cancelled_why: [
    "update debit_batches set cancel_reason = 'x'",
    `update debit_batches set state = 'cancelled', ${decided}, cancelled_at = now(), cancelled_by = maker_id`,
  ],
  debit_batches_decided_by: [
    "update debit_batches set state = 'approved'",
    "update debit_batches set decided_at = now()",
    "update debit_batches set checker_id = (select id from staff where username = 'manager-2')",
    `update debit_batches set state = 'withdrawn', ${decided}`,
  ],
  debit_batches_four_eyes: [
    "update debit_batches set state = 'approved', checker_id = maker_id, decided_at = now()",
  ],
  debit_batches_number_unique: [copied("debit_batches")],
  debit_batches_of_something: [
    "update debit_batches set record_count = 0",
    "update debit_batches set record_count = 2",
    "update debit_batches set amount_yen = 0",
    "update debit_batches set file = ''",
    "update debit_batches set file_sha256 = 'x'",
  ],
  debit_batches_result_sums: [
    `update debit_batches set ${settled}, ${sums(1, 1100, 1, 0)}`,
    `update debit_batches set ${settled}, ${sums(1, 1000, 0, 0)}`,
    `update debit_batches set ${settled}, ${sums(2, 1100, -1, 0)}`,
  ],
  debit_batches_sent_by: [
    "update debit_batches set sent_at = now(), sent_by = maker_id",
    `update debit_batches set state = 'sent', ${decided}`,
    `update debit_batches set state = 'sent', ${decided}, sent_at = now()`,
  ],
  debit_batches_settled_whole: [
    "update debit_batches set debited_count = 1",
    `update debit_batches set ${settled}`,
    `update debit_batches set ${settled.replace("result_file = file, ", "")}, ${sums(1, 1100, 0, 0)}`,
  ],
  debit_batches_state_known: [`update debit_batches set state = 'lost', ${decided}`],
  debit_lines_account_type_known: ["update debit_lines set account_type = 'savings'"],
  debit_lines_amount: ["update debit_lines set amount_yen = 0", "update debit_lines set attempt = 0"],
  debit_lines_customer_number: [copied("debit_lines", { row: "2", open: "false" })],
  debit_lines_format: [
    "update debit_lines set account_number = '123456'",
    "update debit_lines set customer_number = '1'",
    "update debit_lines set holder = ''",
    `update debit_lines set holder = '${"A".repeat(31)}'`,
  ],
  debit_lines_new_code_known: ["update debit_lines set new_code = 'again'"],
  debit_lines_one_open: [copied("debit_lines", { row: "2", customer_number: "9".repeat(20) })],
  debit_lines_result_known: ["update debit_lines set result = 'lost'"],
};
