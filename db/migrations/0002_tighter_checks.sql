-- A form that came back once carried its first decision into the second; see forms_awaiting_undecided.
update forms set checker_id = null, decided_at = null where state = 'awaiting_approval';--> statement-breakpoint
ALTER TABLE "login_accounts" DROP CONSTRAINT "login_accounts_challenge_pair";--> statement-breakpoint
ALTER TABLE "settings" DROP CONSTRAINT "settings_limits_positive";--> statement-breakpoint
ALTER TABLE "login_events" ALTER COLUMN "contract_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "login_events" ADD COLUMN "reached_limit" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_actor_kind_known" CHECK ("audit"."actor_kind" in ('staff', 'customer', 'client', 'system'));--> statement-breakpoint
ALTER TABLE "fee_rules" ADD CONSTRAINT "fee_rules_reason_known" CHECK ("fee_rules"."reason" in ('battery_dead', 'faulty', 'damaged', 'stolen', 'lost', 'initial_defect'));--> statement-breakpoint
ALTER TABLE "fees" ADD CONSTRAINT "fees_kind_known" CHECK ("fees"."kind" in ('new', 'exchange', 'reissue'));--> statement-breakpoint
ALTER TABLE "fees" ADD CONSTRAINT "fees_reason_known" CHECK ("fees"."reason" in ('battery_dead', 'faulty', 'damaged', 'stolen', 'lost', 'initial_defect'));--> statement-breakpoint
ALTER TABLE "forms" ADD CONSTRAINT "forms_awaiting_undecided" CHECK ("forms"."state" <> 'awaiting_approval' or ("forms"."checker_id" is null and "forms"."decided_at" is null));--> statement-breakpoint
ALTER TABLE "scans" ADD CONSTRAINT "scans_media_type_known" CHECK ("scans"."media_type" in ('application/pdf', 'image/jpeg', 'image/png'));--> statement-breakpoint
ALTER TABLE "login_accounts" ADD CONSTRAINT "login_accounts_challenge_pair" CHECK (num_nulls("login_accounts"."challenge_first", "login_accounts"."challenge_second", "login_accounts"."challenge_until") = 3
        or (num_nulls("login_accounts"."challenge_first", "login_accounts"."challenge_second", "login_accounts"."challenge_until") = 0
          and "login_accounts"."challenge_first" >= 0 and "login_accounts"."challenge_first" < "login_accounts"."challenge_second"
          and "login_accounts"."challenge_second" <= 7));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_reason_known" CHECK ("orders"."reason" in ('battery_dead', 'faulty', 'damaged', 'stolen', 'lost', 'initial_defect'));--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_limits_positive" CHECK (least("settings"."password_limit", "settings"."otp_limit", "settings"."card_limit", "settings"."staff_password_limit", "settings"."staff_otp_limit") > 0);