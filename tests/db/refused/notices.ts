import { copied, type Refused } from "./case.ts";

/** Notices: whom they are told, once, and how they end. */
export const notices: Refused = {
  branches_mail_address_format: ["update branches set mail_address = 'desk'"],
  contracts_mail_address_format: [
    "update contracts set mail_address = 'taro@example.jp, hanako@example.jp'",
    "update contracts set mail_address = e'taro@example.jp\\nBcc: x@example.jp'",
    "update contracts set mail_address = repeat('x', 250) || '@y.jp'",
  ],
  mail_address_changes_decided_by: [
    "update mail_address_changes set state = 'approved', decided_at = now()",
    "update mail_address_changes set state = 'withdrawn'",
    "update mail_address_changes set decided_at = now()",
  ],
  mail_address_changes_differs: ["update mail_address_changes set from_address = to_address"],
  mail_address_changes_four_eyes: [
    "update mail_address_changes set state = 'approved', decided_at = now(), checker_id = maker_id",
  ],
  mail_address_changes_one_proposed: [copied("mail_address_changes")],
  mail_address_changes_paper_of_customer: [
    "update mail_address_changes set paper_on = '2020-01-01'",
    "update mail_address_changes set contract_id = (select id from contracts limit 1)",
    "update mail_address_changes set contract_id = (select id from contracts limit 1), paper_on = '2090-01-01'",
  ],
  mail_address_changes_state_known: ["update mail_address_changes set state = 'eaten', decided_at = now()"],
  mail_address_changes_to_format: [
    "update mail_address_changes set to_address = 'taro@example.jp, hanako@example.jp'",
    "update mail_address_changes set to_address = e'taro@example.jp\\nBcc: x@example.jp'",
  ],
  notices_event_known: ["update notices set event = 'birthday'"],
  notices_last_error_code: ["update notices set last_error = 'no such user taro@example.jp'"],
  notices_letters_to_customers: ["update notices set recipient = 'desk' where state = 'to_print'"],
  notices_mail_has_address: ["update notices set mail_to = null where state = 'waiting'"],
  notices_once: ["update notices set occasion = 'same'"],
  notices_printed_by_someone: ["update notices set state = 'printed' where state = 'to_print'"],
  notices_recipient_known: ["update notices set recipient = 'press'"],
  notices_sent_at_a_time: [
    "insert into notices (id, event, recipient, occasion, contract_id, branch_code, facts, state, mail_to, created_at, due_at) select gen_random_uuid(), event, recipient, 'new', contract_id, branch_code, facts, 'sent', 'x@y.jp', now(), now() from notices limit 1",
  ],
  notices_state_known: ["update notices set state = 'lost'"],
  settings_reminder_bounded: ["update settings set registration_reminder_days = 0"],
};
