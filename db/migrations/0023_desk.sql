ALTER TABLE "mail_events" DROP CONSTRAINT "mail_events_event_known";--> statement-breakpoint
ALTER TABLE "shipments" DROP CONSTRAINT "shipments_state_known";--> statement-breakpoint
ALTER TABLE "forms" ADD COLUMN "fee_at_counter" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "forms" ADD COLUMN "debit_account_type" text;--> statement-breakpoint
ALTER TABLE "forms" ADD COLUMN "debit_account_number" text;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "heard_at" timestamp with time zone;--> statement-breakpoint
UPDATE "shipments" SET "heard_at" = greatest("shipped_at", (
	SELECT max("happened_at") FROM "mail_events" WHERE "shipment_id" = "shipments"."id"));--> statement-breakpoint
ALTER TABLE "shipments" ALTER COLUMN "heard_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "mail_silent_days" integer DEFAULT 7 NOT NULL;--> statement-breakpoint
CREATE INDEX "shipments_silent" ON "shipments" USING btree ("heard_at","order_id") WHERE "shipments"."state" in ('posted', 'in_transit', 'arrived', 'out_for_delivery', 'absent', 'held', 'returning');--> statement-breakpoint
ALTER TABLE "forms" ADD CONSTRAINT "forms_debit_account_type_known" CHECK ("forms"."debit_account_type" in ('ordinary', 'current', 'tax', 'other'));--> statement-breakpoint
ALTER TABLE "forms" ADD CONSTRAINT "forms_fee_one_way" CHECK (not ("forms"."fee_debit_authorised" and "forms"."fee_at_counter"));--> statement-breakpoint
ALTER TABLE "forms" ADD CONSTRAINT "forms_debit_account_whole" CHECK (num_nulls("forms"."debit_account_type", "forms"."debit_account_number") in (0, 2)
        and ("forms"."fee_debit_authorised" or "forms"."debit_account_type" is null));--> statement-breakpoint
ALTER TABLE "mail_events" ADD CONSTRAINT "mail_events_event_known" CHECK ("mail_events"."event" in ('posted', 'in_transit', 'arrived', 'out_for_delivery', 'absent', 'held', 'delivered', 'returning', 'returned', 'lost'));--> statement-breakpoint
ALTER TABLE "shipments" ADD CONSTRAINT "shipments_state_known" CHECK ("shipments"."state" in ('posted', 'in_transit', 'arrived', 'out_for_delivery', 'absent', 'held', 'delivered', 'returning', 'returned', 'lost'));--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_order_due_bounded" CHECK ("settings"."order_due_business_days" between 1 and 60);--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_mail_silent_bounded" CHECK ("settings"."mail_silent_days" between 1 and 60);