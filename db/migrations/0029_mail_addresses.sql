CREATE TABLE "mail_address_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"reason" text NOT NULL,
	"maker_id" uuid NOT NULL,
	"checker_id" uuid,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	"contract_id" uuid,
	"branch_code" text NOT NULL,
	"from_address" text,
	"to_address" text,
	"paper_on" date,
	CONSTRAINT "mail_address_changes_state_known" CHECK ("mail_address_changes"."state" in ('proposed', 'approved', 'turned_down', 'withdrawn')),
	CONSTRAINT "mail_address_changes_four_eyes" CHECK ("mail_address_changes"."checker_id" <> "mail_address_changes"."maker_id"),
	CONSTRAINT "mail_address_changes_decided_by" CHECK (("mail_address_changes"."state" in ('approved', 'turned_down')) = ("mail_address_changes"."checker_id" is not null)
        and ("mail_address_changes"."state" = 'proposed') = ("mail_address_changes"."decided_at" is null)),
	CONSTRAINT "mail_address_changes_to_format" CHECK (length("mail_address_changes"."to_address") <= 254 and "mail_address_changes"."to_address" ~ '^[A-Za-z0-9.!#$%&''*+/=?^_{|}~-]+@[A-Za-z0-9.-]+$'),
	CONSTRAINT "mail_address_changes_differs" CHECK ("mail_address_changes"."to_address" is distinct from "mail_address_changes"."from_address"),
	CONSTRAINT "mail_address_changes_paper_of_customer" CHECK (("mail_address_changes"."contract_id" is null) = ("mail_address_changes"."paper_on" is null)
        and "mail_address_changes"."paper_on" <= ("mail_address_changes"."proposed_at" at time zone 'Asia/Tokyo')::date)
);
--> statement-breakpoint
ALTER TABLE "look_ups" DROP CONSTRAINT "look_ups_page_known";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_event_known";--> statement-breakpoint
ALTER TABLE "mail_address_changes" ADD CONSTRAINT "mail_address_changes_maker_id_staff_id_fk" FOREIGN KEY ("maker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_address_changes" ADD CONSTRAINT "mail_address_changes_checker_id_staff_id_fk" FOREIGN KEY ("checker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_address_changes" ADD CONSTRAINT "mail_address_changes_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_address_changes" ADD CONSTRAINT "mail_address_changes_branch_code_branches_code_fk" FOREIGN KEY ("branch_code") REFERENCES "public"."branches"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "mail_address_changes_one_proposed" ON "mail_address_changes" USING btree (coalesce("contract_id"::text, "branch_code")) WHERE "mail_address_changes"."state" = 'proposed';--> statement-breakpoint
CREATE INDEX "mail_address_changes_by_contract" ON "mail_address_changes" USING btree ("contract_id","proposed_at");--> statement-breakpoint
CREATE INDEX "mail_address_changes_by_branch" ON "mail_address_changes" USING btree ("branch_code","state","proposed_at");--> statement-breakpoint
ALTER TABLE "look_ups" ADD CONSTRAINT "look_ups_page_known" CHECK ("look_ups"."page" in ('contract', 'form', 'order', 'resync', 'notice', 'mail_address'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_event_known" CHECK ("notices"."event" in ('form_received', 'form_incomplete', 'form_returned', 'order_shipped', 'not_registered', 'login_locked', 'mail_address_changed', 'mail_address_registered'));