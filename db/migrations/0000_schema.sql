CREATE TABLE "audit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"subject_label" text NOT NULL,
	"contract_id" uuid,
	"branch_code" text,
	"before" jsonb,
	"after" jsonb,
	"reason" text,
	"request_id" text NOT NULL,
	"address" text NOT NULL,
	CONSTRAINT "audit_actor_kind_known" CHECK ("audit"."actor_kind" in ('staff', 'customer', 'client', 'system'))
);
--> statement-breakpoint
CREATE TABLE "contracts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contractor_id" text NOT NULL,
	"branch_code" text NOT NULL,
	"name" text NOT NULL,
	"kana" text NOT NULL,
	"kana_search" text NOT NULL,
	"postal_code" text NOT NULL,
	"address" text NOT NULL,
	"account_number" text NOT NULL,
	"opened_on" date NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "contracts_contractor_id_unique" UNIQUE("contractor_id"),
	CONSTRAINT "contracts_contractor_id_format" CHECK ("contracts"."contractor_id" ~ '^[0-9]{11}$'),
	CONSTRAINT "contracts_postal_code_format" CHECK ("contracts"."postal_code" ~ '^[0-9]{7}$'),
	CONSTRAINT "contracts_account_number_format" CHECK ("contracts"."account_number" ~ '^[0-9]{7}$')
);
--> statement-breakpoint
CREATE TABLE "fee_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fee_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"amount_yen" integer NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"entered_by" uuid,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "fee_entries_kind_known" CHECK ("fee_entries"."kind" in ('assessed', 'billed', 'collected', 'debit_failed', 'waived', 'refunded', 'reversed')),
	CONSTRAINT "fee_entries_not_negative" CHECK ("fee_entries"."amount_yen" >= 0)
);
--> statement-breakpoint
CREATE TABLE "fee_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"reason" text,
	"old_token_returned" boolean,
	"net_yen" integer NOT NULL,
	"valid_from" date NOT NULL,
	CONSTRAINT "fee_rules_kind_known" CHECK ("fee_rules"."kind" in ('new', 'exchange', 'reissue')),
	CONSTRAINT "fee_rules_reason_known" CHECK ("fee_rules"."reason" in ('battery_dead', 'faulty', 'damaged', 'stolen', 'lost', 'initial_defect')),
	CONSTRAINT "fee_rules_net_not_negative" CHECK ("fee_rules"."net_yen" >= 0)
);
--> statement-breakpoint
CREATE TABLE "fees" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"branch_code" text NOT NULL,
	"rule_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text,
	"net_yen" integer NOT NULL,
	"tax_percent" integer NOT NULL,
	"tax_yen" integer NOT NULL,
	"gross_yen" integer NOT NULL,
	"assessed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "fees_one_per_order" UNIQUE("order_id"),
	CONSTRAINT "fees_kind_known" CHECK ("fees"."kind" in ('new', 'exchange', 'reissue')),
	CONSTRAINT "fees_reason_known" CHECK ("fees"."reason" in ('battery_dead', 'faulty', 'damaged', 'stolen', 'lost', 'initial_defect')),
	CONSTRAINT "fees_gross_is_net_and_tax" CHECK ("fees"."gross_yen" = "fees"."net_yen" + "fees"."tax_yen"),
	CONSTRAINT "fees_not_negative" CHECK ("fees"."net_yen" >= 0 and "fees"."tax_yen" >= 0)
);
--> statement-breakpoint
CREATE TABLE "tax_rates" (
	"valid_from" date PRIMARY KEY NOT NULL,
	"percent" integer NOT NULL,
	CONSTRAINT "tax_rates_percent_range" CHECK ("tax_rates"."percent" between 0 and 100)
);
--> statement-breakpoint
CREATE TABLE "forms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer GENERATED ALWAYS AS IDENTITY (sequence name "forms_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 4999999 START WITH 1000001 CACHE 1),
	"kind" text NOT NULL,
	"reason" text,
	"state" text NOT NULL,
	"channel" text NOT NULL,
	"branch_code" text NOT NULL,
	"contract_id" uuid NOT NULL,
	"received_on" date NOT NULL,
	"identity_document" text,
	"seal_verified" boolean DEFAULT false NOT NULL,
	"card_presented" boolean DEFAULT false NOT NULL,
	"old_token_returned" boolean DEFAULT false NOT NULL,
	"fee_debit_authorised" boolean DEFAULT false NOT NULL,
	"discovered_on" date,
	"police_report" text,
	"note" text DEFAULT '' NOT NULL,
	"back_reason" text,
	"maker_id" uuid NOT NULL,
	"checker_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"submitted_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	CONSTRAINT "forms_state_known" CHECK ("forms"."state" in ('provisional', 'received', 'awaiting_approval', 'incomplete', 'returned', 'approved', 'completed', 'cancelled')),
	CONSTRAINT "forms_kind_known" CHECK ("forms"."kind" in ('new', 'exchange', 'reissue', 'unlock', 'unenroll', 'loss_report', 'found_report')),
	CONSTRAINT "forms_channel_known" CHECK ("forms"."channel" in ('counter', 'post', 'phone')),
	CONSTRAINT "forms_reason_known" CHECK ("forms"."reason" in ('battery_dead', 'faulty', 'damaged', 'stolen', 'lost', 'initial_defect')),
	CONSTRAINT "forms_reason_by_kind" CHECK (("forms"."kind" = 'reissue') = ("forms"."reason" is not null)),
	CONSTRAINT "forms_identity_document_known" CHECK ("forms"."identity_document" in ('driving_licence', 'my_number_card', 'passport', 'residence_card')),
	CONSTRAINT "forms_four_eyes" CHECK ("forms"."checker_id" <> "forms"."maker_id"),
	CONSTRAINT "forms_decided_by_someone" CHECK ("forms"."state" not in ('approved', 'completed') or ("forms"."checker_id" is not null and "forms"."decided_at" is not null)),
	CONSTRAINT "forms_awaiting_undecided" CHECK ("forms"."state" <> 'awaiting_approval' or ("forms"."checker_id" is null and "forms"."decided_at" is null)),
	CONSTRAINT "forms_back_with_reason" CHECK ("forms"."state" not in ('returned', 'incomplete') or coalesce("forms"."back_reason", '') <> ''),
	CONSTRAINT "forms_submitted_complete" CHECK ("forms"."state" not in ('awaiting_approval', 'approved', 'completed') or ("forms"."seal_verified" and "forms"."identity_document" is not null))
);
--> statement-breakpoint
CREATE TABLE "scans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"form_id" uuid NOT NULL,
	"media_type" text NOT NULL,
	"file_name" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "scans_media_type_known" CHECK ("scans"."media_type" in ('application/pdf', 'image/jpeg', 'image/png')),
	CONSTRAINT "scans_size" CHECK (octet_length("scans"."bytes") between 1 and 10485760)
);
--> statement-breakpoint
CREATE TABLE "api_clients" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"key_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "login_accounts" (
	"contract_id" uuid PRIMARY KEY NOT NULL,
	"contractor_id" text NOT NULL,
	"password_hash" text NOT NULL,
	"cells_sealed" "bytea" NOT NULL,
	"cells_key_version" smallint NOT NULL,
	"password_fails" integer DEFAULT 0 NOT NULL,
	"otp_fails" integer DEFAULT 0 NOT NULL,
	"card_fails" integer DEFAULT 0 NOT NULL,
	"card_opened_at" timestamp with time zone,
	"card_until" timestamp with time zone,
	"card_uses" integer DEFAULT 0 NOT NULL,
	"challenge_first" smallint,
	"challenge_second" smallint,
	"challenge_until" timestamp with time zone,
	CONSTRAINT "login_accounts_contractor_id_unique" UNIQUE("contractor_id"),
	CONSTRAINT "login_accounts_fails_not_negative" CHECK (least("login_accounts"."password_fails", "login_accounts"."otp_fails", "login_accounts"."card_fails") >= 0),
	CONSTRAINT "login_accounts_challenge_pair" CHECK (num_nulls("login_accounts"."challenge_first", "login_accounts"."challenge_second", "login_accounts"."challenge_until") = 3
        or (num_nulls("login_accounts"."challenge_first", "login_accounts"."challenge_second", "login_accounts"."challenge_until") = 0
          and "login_accounts"."challenge_first" >= 0 and "login_accounts"."challenge_first" < "login_accounts"."challenge_second"
          and "login_accounts"."challenge_second" <= 7))
);
--> statement-breakpoint
CREATE TABLE "login_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "login_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"contract_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"factor" text NOT NULL,
	"outcome" text NOT NULL,
	"reached_limit" boolean DEFAULT false NOT NULL,
	"client_key" text NOT NULL,
	"address" text NOT NULL,
	CONSTRAINT "login_events_factor_known" CHECK ("login_events"."factor" in ('password', 'otp', 'card', 'registration')),
	CONSTRAINT "login_events_outcome_known" CHECK ("login_events"."outcome" in ('accepted', 'rejected', 'locked', 'factor_required'))
);
--> statement-breakpoint
CREATE TABLE "logins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"state" text NOT NULL,
	"factor" text NOT NULL,
	"client_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "logins_state_known" CHECK ("logins"."state" in ('factor_required', 'accepted', 'closed')),
	CONSTRAINT "logins_factor_known" CHECK ("logins"."factor" in ('none', 'otp', 'card'))
);
--> statement-breakpoint
CREATE TABLE "mail_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"shipment_id" uuid NOT NULL,
	"event" text NOT NULL,
	"happened_at" timestamp with time zone NOT NULL,
	"office" text DEFAULT '' NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mail_events_event_known" CHECK ("mail_events"."event" in ('posted', 'in_transit', 'arrived', 'out_for_delivery', 'absent', 'held', 'delivered', 'returning', 'returned'))
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer GENERATED ALWAYS AS IDENTITY (sequence name "orders_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9999999 START WITH 5000001 CACHE 1),
	"state" text NOT NULL,
	"form_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text,
	"branch_code" text NOT NULL,
	"contract_id" uuid NOT NULL,
	"token_id" uuid,
	"placed_at" timestamp with time zone NOT NULL,
	"due_on" date NOT NULL,
	"allocated_at" timestamp with time zone,
	"shipped_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	CONSTRAINT "orders_one_per_form" UNIQUE("form_id"),
	CONSTRAINT "orders_state_known" CHECK ("orders"."state" in ('placed', 'allocated', 'shipped', 'delivered', 'completed', 'returned', 'closed', 'cancelled')),
	CONSTRAINT "orders_kind_known" CHECK ("orders"."kind" in ('new', 'exchange', 'reissue')),
	CONSTRAINT "orders_reason_known" CHECK ("orders"."reason" in ('battery_dead', 'faulty', 'damaged', 'stolen', 'lost', 'initial_defect')),
	CONSTRAINT "orders_reason_by_kind" CHECK (("orders"."kind" = 'reissue') = ("orders"."reason" is not null)),
	CONSTRAINT "orders_token_by_state" CHECK ("orders"."state" not in ('allocated', 'shipped', 'delivered', 'completed') or "orders"."token_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "shipments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"tracking_number" text NOT NULL,
	"state" text NOT NULL,
	"shipped_by" uuid NOT NULL,
	"shipped_at" timestamp with time zone NOT NULL,
	CONSTRAINT "shipments_tracking_number_unique" UNIQUE("tracking_number"),
	CONSTRAINT "shipments_state_known" CHECK ("shipments"."state" in ('posted', 'in_transit', 'arrived', 'out_for_delivery', 'absent', 'held', 'delivered', 'returning', 'returned')),
	CONSTRAINT "shipments_tracking_number_format" CHECK ("shipments"."tracking_number" ~ '^([0-9]{11,12}|[A-Z]{2}[0-9]{9}[A-Z]{2})$'),
	CONSTRAINT "shipments_tracking_number_check_digit" CHECK ("shipments"."tracking_number" !~ '^[0-9]+$' or left("shipments"."tracking_number", -1)::bigint % 7 = right("shipments"."tracking_number", 1)::bigint)
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"demo_since" timestamp with time zone,
	"password_limit" integer DEFAULT 5 NOT NULL,
	"otp_limit" integer DEFAULT 5 NOT NULL,
	"card_limit" integer DEFAULT 3 NOT NULL,
	"otp_window_steps" integer DEFAULT 1 NOT NULL,
	"drift_step_limit" integer DEFAULT 1 NOT NULL,
	"drift_total_limit" integer DEFAULT 10 NOT NULL,
	"login_minutes" integer DEFAULT 10 NOT NULL,
	"challenge_minutes" integer DEFAULT 60 NOT NULL,
	"card_access_days" integer DEFAULT 21 NOT NULL,
	"card_use_limit" integer,
	"staff_password_limit" integer DEFAULT 5 NOT NULL,
	"staff_otp_limit" integer DEFAULT 5 NOT NULL,
	"staff_idle_minutes" integer DEFAULT 15 NOT NULL,
	"staff_session_hours" integer DEFAULT 10 NOT NULL,
	"order_due_business_days" integer DEFAULT 10 NOT NULL,
	"tax_rounding" text DEFAULT 'floor' NOT NULL,
	CONSTRAINT "settings_one_row" CHECK ("settings"."id"),
	CONSTRAINT "settings_limits_positive" CHECK (least("settings"."password_limit", "settings"."otp_limit", "settings"."card_limit", "settings"."staff_password_limit", "settings"."staff_otp_limit") > 0),
	CONSTRAINT "settings_tax_rounding_known" CHECK ("settings"."tax_rounding" in ('floor', 'round', 'ceil'))
);
--> statement-breakpoint
CREATE TABLE "branches" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kana" text NOT NULL,
	CONSTRAINT "branches_code_format" CHECK ("branches"."code" ~ '^[0-9]{3}$')
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" uuid PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"branch_code" text,
	"password_hash" text NOT NULL,
	"otp_secret_sealed" "bytea" NOT NULL,
	"otp_key_version" smallint NOT NULL,
	"otp_last_step" bigint DEFAULT -1 NOT NULL,
	"password_fails" integer DEFAULT 0 NOT NULL,
	"otp_fails" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "staff_username_unique" UNIQUE("username"),
	CONSTRAINT "staff_role_known" CHECK ("staff"."role" in ('clerk', 'approver', 'operations', 'manager', 'auditor', 'administrator')),
	CONSTRAINT "staff_branch_by_role" CHECK (("staff"."role" in ('clerk', 'approver')) = ("staff"."branch_code" is not null))
);
--> statement-breakpoint
CREATE TABLE "staff_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "staff_sessions_stage_known" CHECK ("staff_sessions"."stage" in ('password', 'full'))
);
--> statement-breakpoint
CREATE TABLE "bindings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"token_id" uuid NOT NULL,
	"receipt_number" integer GENERATED ALWAYS AS IDENTITY (sequence name "bindings_receipt_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9999999 START WITH 5454546 CACHE 1),
	"bound_at" timestamp with time zone NOT NULL,
	"unbound_at" timestamp with time zone,
	"unbind_reason" text,
	CONSTRAINT "bindings_unbind_reason_known" CHECK ("bindings"."unbind_reason" in ('reissue', 'exchange', 'unenroll')),
	CONSTRAINT "bindings_unbound_with_reason" CHECK (("bindings"."unbound_at" is null) = ("bindings"."unbind_reason" is null)),
	CONSTRAINT "bindings_unbound_after_bound" CHECK ("bindings"."unbound_at" >= "bindings"."bound_at")
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"serial" text NOT NULL,
	"kind" text NOT NULL,
	"algorithm" text NOT NULL,
	"digits" smallint NOT NULL,
	"step_seconds" smallint NOT NULL,
	"seed_sealed" "bytea" NOT NULL,
	"seed_key_version" smallint NOT NULL,
	"last_step" bigint DEFAULT -1 NOT NULL,
	"drift_steps" integer DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'in_stock' NOT NULL,
	"manufacturer" text NOT NULL,
	"model" text NOT NULL,
	"expires_on" date NOT NULL,
	"imported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tokens_serial_unique" UNIQUE("serial"),
	CONSTRAINT "tokens_state_known" CHECK ("tokens"."state" in ('in_stock', 'allocated', 'in_transit', 'delivered', 'active', 'suspended', 'revoked', 'disposed')),
	CONSTRAINT "tokens_kind_known" CHECK ("tokens"."kind" in ('totp', 'hotp')),
	CONSTRAINT "tokens_algorithm_known" CHECK ("tokens"."algorithm" in ('sha1', 'sha256', 'sha512')),
	CONSTRAINT "tokens_digits_known" CHECK ("tokens"."digits" in (6, 8)),
	CONSTRAINT "tokens_step_known" CHECK ("tokens"."step_seconds" in (30, 60)),
	CONSTRAINT "tokens_serial_format" CHECK ("tokens"."serial" ~ '^[0-9A-Z-]{4,32}$')
);
--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_branch_code_branches_code_fk" FOREIGN KEY ("branch_code") REFERENCES "public"."branches"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fee_entries" ADD CONSTRAINT "fee_entries_fee_id_fees_id_fk" FOREIGN KEY ("fee_id") REFERENCES "public"."fees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fee_entries" ADD CONSTRAINT "fee_entries_entered_by_staff_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fees" ADD CONSTRAINT "fees_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fees" ADD CONSTRAINT "fees_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fees" ADD CONSTRAINT "fees_branch_code_branches_code_fk" FOREIGN KEY ("branch_code") REFERENCES "public"."branches"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fees" ADD CONSTRAINT "fees_rule_id_fee_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."fee_rules"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forms" ADD CONSTRAINT "forms_branch_code_branches_code_fk" FOREIGN KEY ("branch_code") REFERENCES "public"."branches"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forms" ADD CONSTRAINT "forms_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forms" ADD CONSTRAINT "forms_maker_id_staff_id_fk" FOREIGN KEY ("maker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forms" ADD CONSTRAINT "forms_checker_id_staff_id_fk" FOREIGN KEY ("checker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scans" ADD CONSTRAINT "scans_form_id_forms_id_fk" FOREIGN KEY ("form_id") REFERENCES "public"."forms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scans" ADD CONSTRAINT "scans_added_by_staff_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "login_accounts" ADD CONSTRAINT "login_accounts_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "login_events" ADD CONSTRAINT "login_events_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "logins" ADD CONSTRAINT "logins_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_events" ADD CONSTRAINT "mail_events_shipment_id_shipments_id_fk" FOREIGN KEY ("shipment_id") REFERENCES "public"."shipments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_events" ADD CONSTRAINT "mail_events_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_form_id_forms_id_fk" FOREIGN KEY ("form_id") REFERENCES "public"."forms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_branch_code_branches_code_fk" FOREIGN KEY ("branch_code") REFERENCES "public"."branches"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipments" ADD CONSTRAINT "shipments_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipments" ADD CONSTRAINT "shipments_shipped_by_staff_id_fk" FOREIGN KEY ("shipped_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_branch_code_branches_code_fk" FOREIGN KEY ("branch_code") REFERENCES "public"."branches"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD CONSTRAINT "staff_sessions_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bindings" ADD CONSTRAINT "bindings_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bindings" ADD CONSTRAINT "bindings_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_by_contract" ON "audit" USING btree ("contract_id","id");--> statement-breakpoint
CREATE INDEX "audit_by_subject" ON "audit" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "audit_by_time" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "contracts_by_kana" ON "contracts" USING btree ("kana_search" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "contracts_by_branch" ON "contracts" USING btree ("branch_code","contractor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "fee_entries_assessed_once" ON "fee_entries" USING btree ("fee_id") WHERE "fee_entries"."kind" = 'assessed';--> statement-breakpoint
CREATE UNIQUE INDEX "fee_entries_reversed_once" ON "fee_entries" USING btree ("fee_id") WHERE "fee_entries"."kind" = 'reversed';--> statement-breakpoint
CREATE INDEX "fee_entries_by_fee" ON "fee_entries" USING btree ("fee_id","entered_at");--> statement-breakpoint
CREATE INDEX "fees_by_time" ON "fees" USING btree ("assessed_at","branch_code");--> statement-breakpoint
CREATE UNIQUE INDEX "forms_number_unique" ON "forms" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "forms_one_under_way_per_kind" ON "forms" USING btree ("contract_id","kind") WHERE "forms"."state" in ('provisional', 'received', 'incomplete', 'returned', 'awaiting_approval');--> statement-breakpoint
CREATE INDEX "forms_by_state" ON "forms" USING btree ("state","branch_code","created_at");--> statement-breakpoint
CREATE INDEX "forms_by_contract" ON "forms" USING btree ("contract_id","created_at");--> statement-breakpoint
CREATE INDEX "scans_by_form" ON "scans" USING btree ("form_id","added_at");--> statement-breakpoint
CREATE UNIQUE INDEX "api_clients_key_hash_unique" ON "api_clients" USING btree ("key_hash");--> statement-breakpoint
CREATE INDEX "login_events_by_contract" ON "login_events" USING btree ("contract_id","at");--> statement-breakpoint
CREATE INDEX "logins_by_contract" ON "logins" USING btree ("contract_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "mail_events_once" ON "mail_events" USING btree ("shipment_id","event","happened_at");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_number_unique" ON "orders" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_one_open_per_contract" ON "orders" USING btree ("contract_id") WHERE "orders"."state" in ('placed', 'allocated', 'shipped', 'delivered', 'returned');--> statement-breakpoint
CREATE UNIQUE INDEX "orders_one_open_per_serial" ON "orders" USING btree ("token_id") WHERE "orders"."state" in ('placed', 'allocated', 'shipped', 'delivered', 'returned');--> statement-breakpoint
CREATE INDEX "orders_by_state" ON "orders" USING btree ("state","due_on");--> statement-breakpoint
CREATE INDEX "orders_by_contract" ON "orders" USING btree ("contract_id","placed_at");--> statement-breakpoint
CREATE INDEX "shipments_by_order" ON "shipments" USING btree ("order_id","shipped_at");--> statement-breakpoint
CREATE INDEX "staff_sessions_by_staff" ON "staff_sessions" USING btree ("staff_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bindings_one_live_per_contract" ON "bindings" USING btree ("contract_id") WHERE "bindings"."unbound_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "bindings_one_live_per_serial" ON "bindings" USING btree ("token_id") WHERE "bindings"."unbound_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "bindings_receipt_number_unique" ON "bindings" USING btree ("receipt_number");--> statement-breakpoint
CREATE INDEX "bindings_by_contract" ON "bindings" USING btree ("contract_id","bound_at");--> statement-breakpoint
CREATE INDEX "tokens_by_state" ON "tokens" USING btree ("state","model");