CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event" text NOT NULL,
	"recipient" text NOT NULL,
	"occasion" text NOT NULL,
	"contract_id" uuid NOT NULL,
	"branch_code" text NOT NULL,
	"facts" jsonb NOT NULL,
	"state" text NOT NULL,
	"mail_to" text,
	"created_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"claimed_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"last_error" text,
	"printed_at" timestamp with time zone,
	"printed_by" uuid,
	CONSTRAINT "notices_event_known" CHECK ("notices"."event" in ('form_received', 'form_incomplete', 'form_returned', 'order_shipped', 'not_registered', 'login_locked')),
	CONSTRAINT "notices_recipient_known" CHECK ("notices"."recipient" in ('customer', 'desk')),
	CONSTRAINT "notices_state_known" CHECK ("notices"."state" in ('waiting', 'sending', 'sent', 'failed', 'to_print', 'printed')),
	CONSTRAINT "notices_mail_has_address" CHECK ("notices"."state" in ('to_print', 'printed') or "notices"."mail_to" is not null),
	CONSTRAINT "notices_sent_at_a_time" CHECK ("notices"."state" <> 'sent' or "notices"."sent_at" is not null),
	CONSTRAINT "notices_printed_by_someone" CHECK ("notices"."state" <> 'printed' or num_nulls("notices"."printed_at", "notices"."printed_by") = 0),
	CONSTRAINT "notices_letters_to_customers" CHECK ("notices"."state" not in ('to_print', 'printed') or "notices"."recipient" = 'customer'),
	CONSTRAINT "notices_last_error_code" CHECK ("notices"."last_error" ~ '^[A-Z0-9_]{1,40}$')
);
--> statement-breakpoint
ALTER TABLE "look_ups" DROP CONSTRAINT "look_ups_page_known";--> statement-breakpoint
ALTER TABLE "contracts" ADD COLUMN "mail_address" text;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "registration_reminder_days" integer DEFAULT 7 NOT NULL;--> statement-breakpoint
ALTER TABLE "branches" ADD COLUMN "mail_address" text;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_printed_by_staff_id_fk" FOREIGN KEY ("printed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notices_once" ON "notices" USING btree ("event","recipient","occasion");--> statement-breakpoint
CREATE INDEX "notices_by_time" ON "notices" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "notices_by_state" ON "notices" USING btree ("state","created_at","id");--> statement-breakpoint
CREATE INDEX "notices_by_branch" ON "notices" USING btree ("branch_code","created_at","id");--> statement-breakpoint
CREATE INDEX "notices_by_contract" ON "notices" USING btree ("contract_id","created_at");--> statement-breakpoint
CREATE INDEX "notices_open" ON "notices" USING btree ("state","due_at","branch_code","created_at") WHERE "notices"."state" in ('waiting', 'sending', 'failed', 'to_print');--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_mail_address_format" CHECK (length("contracts"."mail_address") <= 254 and "contracts"."mail_address" ~ '^[A-Za-z0-9.!#$%&''*+/=?^_{|}~-]+@[A-Za-z0-9.-]+$');--> statement-breakpoint
ALTER TABLE "look_ups" ADD CONSTRAINT "look_ups_page_known" CHECK ("look_ups"."page" in ('contract', 'form', 'order', 'resync', 'notice'));--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_reminder_bounded" CHECK ("settings"."registration_reminder_days" between 1 and 60);--> statement-breakpoint
ALTER TABLE "branches" ADD CONSTRAINT "branches_mail_address_format" CHECK (length("branches"."mail_address") <= 254 and "branches"."mail_address" ~ '^[A-Za-z0-9.!#$%&''*+/=?^_{|}~-]+@[A-Za-z0-9.-]+$');