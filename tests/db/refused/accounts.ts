import type { Refused } from "./case.ts";

/** Accounts of staff: how they begin, are held and end, and who stands in for whom. */
export const accounts: Refused = {
  delegations_days: [
    "update delegations set until_on = from_on - 1",
    "update delegations set until_on = from_on + 92",
    "update delegations set named_at = named_at + interval '2 days'",
  ],
  delegations_ended_by_either: [
    "update delegations set ended_at = now()",
    "update delegations set ended_by = absent_id",
    "update delegations set ended_at = now(), ended_by = (select id from staff where role = 'auditor' limit 1)",
  ],
  delegations_to_another: ["update delegations set substitute_id = absent_id"],
  staff_email_format: [
    "update staff set email = 'nobody'",
    "update staff set email = 'a b@example.jp'",
    "update staff set email = repeat('x', 250) || '@y.jp'",
  ],
  staff_enrolled_with_factor: [
    "update staff set enrolled_at = null",
    "update staff set password_hash = null, otp_secret_sealed = null, otp_key_version = null",
  ],
  staff_enrolments_one_per_invitation: [
    "insert into staff_enrolments select gen_random_uuid(), staff_id, id, null, null, 'x', 1, created_at from staff_invitations, generate_series(1, 2)",
  ],
  staff_enrolments_one_per_session: [
    "insert into staff_enrolments select gen_random_uuid(), staff_id, null, id, null, 'x', 1, created_at from staff_sessions, generate_series(1, 2)",
  ],
  staff_enrolments_one_way: [
    "update staff_enrolments set session_id = (select id from staff_sessions limit 1)",
    "update staff_enrolments set invitation_id = null",
  ],
  staff_enrolments_secret_until_ended: [
    "update staff_enrolments set ended_at = now()",
    "update staff_enrolments set otp_secret_sealed = null",
    "update staff_enrolments set otp_key_version = null",
    "update staff_enrolments set ended_at = now(), otp_secret_sealed = null, otp_key_version = null",
  ],
  staff_factors_together: [
    "update staff set password_hash = null",
    "update staff set otp_secret_sealed = null, otp_key_version = null",
    "update staff set single_sign_on = true",
  ],
  staff_invitations_by_another: ["update staff_invitations set created_by = staff_id"],
  staff_invitations_expire_later: ["update staff_invitations set expires_at = created_at"],
  staff_invitations_one_end: ["update staff_invitations set used_at = now(), revoked_at = now()"],
  staff_invitations_one_open: [
    "update staff_invitations set staff_id = (select id from staff where role = 'auditor' limit 1)",
  ],
  staff_invitations_purpose_known: ["update staff_invitations set purpose = 'visit'"],
  staff_invitations_token_hashed: ["update staff_invitations set token_hash = 'in clear'"],
  staff_invitations_token_unique: ["update staff_invitations set token_hash = sha256('same')"],
  staff_oidc_subject_unique: [
    "update staff set single_sign_on = true, password_hash = null, oidc_subject = 'same'",
  ],
  staff_otp_with_key: ["update staff set otp_key_version = null"],
  staff_recovery_codes_one_end: ["update staff_recovery_codes set used_at = now(), revoked_at = now()"],
  staff_recovery_codes_unique: [
    "insert into staff_recovery_codes select gen_random_uuid(), staff_id, code_hash, created_at from staff_recovery_codes",
  ],
  staff_subject_of_provider: ["update staff set oidc_subject = id::text"],
  staff_username_format: ["Clerk", "c", "山田", "a b", ".hidden"].map(
    (username) => `update staff set username = '${username}'`,
  ),
};
