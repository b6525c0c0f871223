import type { Refused } from "./case.ts";

/** The login check: accounts, logins and their events. */
export const logins: Refused = {
  login_accounts_challenge_pair: [
    "update login_accounts set challenge_first = 3, challenge_second = 3, challenge_until = now()",
    "update login_accounts set challenge_first = 3, challenge_second = 8, challenge_until = now()",
    "update login_accounts set challenge_first = 1, challenge_second = 2",
    "update login_accounts set challenge_until = now()",
  ],
  login_accounts_contractor_id_unique: ["update login_accounts set contractor_id = '12345678901'"],
  login_accounts_fails_not_negative: [
    "update login_accounts set password_fails = -1",
    "update login_accounts set otp_fails = -1",
    "update login_accounts set card_fails = -1",
  ],
  login_event_blocks_ids: ["update login_event_blocks set first_id = last_id + 1"],
  login_event_blocks_numbered: [
    "update login_event_blocks set number = 0",
    "update login_event_blocks set events = 0",
  ],
  login_events_factor_known: ["update login_events set factor = 'face'"],
  login_events_outcome_known: ["update login_events set outcome = 'perhaps'"],
  logins_factor_known: ["update logins set factor = 'face'"],
  logins_state_known: ["update logins set state = 'forgotten'"],
};
