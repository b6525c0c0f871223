CREATE TABLE "address_failures" (
	"address" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNLOGGED TABLE "client_calls" (
	"client_id" uuid PRIMARY KEY NOT NULL,
	"calls" bigint NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"client_id" uuid NOT NULL,
	"key" text NOT NULL,
	"request_mac" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"status" smallint,
	"body" text,
	CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY("client_id","key"),
	CONSTRAINT "idempotency_keys_answered" CHECK (("idempotency_keys"."status" is null) = ("idempotency_keys"."body" is null))
);
--> statement-breakpoint
CREATE TABLE "login_event_blocks" (
	"number" integer PRIMARY KEY NOT NULL,
	"first_id" bigint NOT NULL,
	"last_id" bigint NOT NULL,
	"events" integer NOT NULL,
	"hash" text NOT NULL,
	"mac" text NOT NULL,
	"key_version" smallint NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "login_event_blocks_numbered" CHECK ("login_event_blocks"."number" > 0 and "login_event_blocks"."events" > 0),
	CONSTRAINT "login_event_blocks_ids" CHECK ("login_event_blocks"."first_id" <= "login_event_blocks"."last_id")
);
--> statement-breakpoint
CREATE TABLE "setting_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"reason" text NOT NULL,
	"maker_id" uuid NOT NULL,
	"checker_id" uuid,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	CONSTRAINT "setting_changes_state_known" CHECK ("setting_changes"."state" in ('proposed', 'approved', 'turned_down', 'withdrawn')),
	CONSTRAINT "setting_changes_four_eyes" CHECK ("setting_changes"."checker_id" <> "setting_changes"."maker_id"),
	CONSTRAINT "setting_changes_decided_by" CHECK (("setting_changes"."state" in ('approved', 'turned_down')) = ("setting_changes"."checker_id" is not null)
        and ("setting_changes"."state" = 'proposed') = ("setting_changes"."decided_at" is null))
);
--> statement-breakpoint
ALTER TABLE "login_events" DROP CONSTRAINT "login_events_factor_known";--> statement-breakpoint
ALTER TABLE "login_events" DROP CONSTRAINT "login_events_outcome_known";--> statement-breakpoint
ALTER TABLE "login_events" DROP CONSTRAINT "login_events_contract_id_contracts_id_fk";
--> statement-breakpoint
ALTER TABLE "api_clients" ADD COLUMN "calls_per_minute" integer DEFAULT 60000;--> statement-breakpoint
ALTER TABLE "login_accounts" ADD COLUMN "factor_failed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "hotp_look_ahead" integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "resync_window_steps" integer DEFAULT 120 NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "retry_delay_seconds" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "address_failure_limit" integer DEFAULT 300;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "address_window_minutes" integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "client_calls" ADD CONSTRAINT "client_calls_client_id_api_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."api_clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_client_id_api_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."api_clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "setting_changes" ADD CONSTRAINT "setting_changes_maker_id_staff_id_fk" FOREIGN KEY ("maker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "setting_changes" ADD CONSTRAINT "setting_changes_checker_id_staff_id_fk" FOREIGN KEY ("checker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "setting_changes_one_proposed" ON "setting_changes" USING btree ("state") WHERE "setting_changes"."state" = 'proposed';--> statement-breakpoint
ALTER TABLE "api_clients" ADD CONSTRAINT "api_clients_calls_positive" CHECK ("api_clients"."calls_per_minute" > 0);--> statement-breakpoint
ALTER TABLE "login_events" ADD CONSTRAINT "login_events_factor_known" CHECK ("login_events"."factor" in ('password', 'otp', 'card', 'registration', 'resync'));--> statement-breakpoint
ALTER TABLE "login_events" ADD CONSTRAINT "login_events_outcome_known" CHECK ("login_events"."outcome" in ('accepted', 'rejected', 'locked', 'factor_required', 'throttled'));--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_windows_bounded" CHECK ("settings"."otp_window_steps" between 0 and 10 and "settings"."hotp_look_ahead" between 1 and 100
        and "settings"."drift_step_limit" between 0 and 10 and "settings"."drift_total_limit" between 0 and 120
        and "settings"."resync_window_steps" between 1 and 1000 and "settings"."retry_delay_seconds" between 0 and 3600);--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_times_positive" CHECK (least("settings"."login_minutes", "settings"."challenge_minutes", "settings"."card_access_days", "settings"."card_use_limit",
        "settings"."address_failure_limit", "settings"."address_window_minutes") > 0);--> statement-breakpoint
-- Every check updates a row of these two in place: with room in each page no index has to follow.
ALTER TABLE "login_accounts" SET (fillfactor = 80);--> statement-breakpoint
ALTER TABLE "tokens" SET (fillfactor = 80);
