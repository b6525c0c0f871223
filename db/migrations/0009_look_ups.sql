CREATE TABLE "look_up_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"month" date NOT NULL,
	"staff_id" uuid NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"note" text NOT NULL,
	"look_ups" integer NOT NULL,
	"unmasked" integer NOT NULL,
	CONSTRAINT "look_up_reviews_once" UNIQUE("month","staff_id"),
	CONSTRAINT "look_up_reviews_four_eyes" CHECK ("look_up_reviews"."reviewer_id" <> "look_up_reviews"."staff_id"),
	CONSTRAINT "look_up_reviews_month" CHECK (extract(day from "look_up_reviews"."month") = 1),
	CONSTRAINT "look_up_reviews_month_over" CHECK (("look_up_reviews"."at" at time zone 'Asia/Tokyo')::date >= ("look_up_reviews"."month" + interval '1 month')::date),
	CONSTRAINT "look_up_reviews_counts" CHECK ("look_up_reviews"."unmasked" between 0 and "look_up_reviews"."look_ups" and "look_up_reviews"."look_ups" > 0)
);
--> statement-breakpoint
CREATE TABLE "look_ups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"slot_at" timestamp with time zone NOT NULL,
	"staff_id" uuid NOT NULL,
	"staff_branch_code" text,
	"branch_code" text NOT NULL,
	"contract_id" uuid NOT NULL,
	"page" text NOT NULL,
	"purpose" text NOT NULL,
	"unmasking_id" uuid,
	"outside_hours" boolean NOT NULL,
	"request_id" text NOT NULL,
	"address" text NOT NULL,
	CONSTRAINT "look_ups_once" UNIQUE NULLS NOT DISTINCT("staff_id","contract_id","page","slot_at","unmasking_id"),
	CONSTRAINT "look_ups_page_known" CHECK ("look_ups"."page" in ('contract', 'form', 'order', 'resync')),
	CONSTRAINT "look_ups_purpose_known" CHECK ("look_ups"."purpose" in ('search', 'queue', 'form', 'order', 'token', 'contract', 'review', 'direct')),
	CONSTRAINT "look_ups_slot" CHECK ("look_ups"."slot_at" = date_bin(interval '10 minutes', "look_ups"."at", timestamptz '2000-01-01 00:00:00+00'))
);
--> statement-breakpoint
CREATE TABLE "unmaskings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"staff_id" uuid NOT NULL,
	"signed_in_at" timestamp with time zone NOT NULL,
	"contract_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "unmaskings_of" UNIQUE("id","staff_id","contract_id"),
	CONSTRAINT "unmaskings_reason_known" CHECK ("unmaskings"."reason" in ('inquiry', 'dispatch', 'correction', 'complaint', 'audit', 'other')),
	CONSTRAINT "unmaskings_other_in_words" CHECK ("unmaskings"."reason" <> 'other' or btrim("unmaskings"."note") <> ''),
	CONSTRAINT "unmaskings_short" CHECK ("unmaskings"."until" > "unmaskings"."at" and "unmaskings"."until" <= "unmaskings"."at" + interval '10 minutes')
);
--> statement-breakpoint
ALTER TABLE "look_up_reviews" ADD CONSTRAINT "look_up_reviews_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "look_up_reviews" ADD CONSTRAINT "look_up_reviews_reviewer_id_staff_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "look_ups" ADD CONSTRAINT "look_ups_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "look_ups" ADD CONSTRAINT "look_ups_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "look_ups" ADD CONSTRAINT "look_ups_own_unmasking" FOREIGN KEY ("unmasking_id","staff_id","contract_id") REFERENCES "public"."unmaskings"("id","staff_id","contract_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unmaskings" ADD CONSTRAINT "unmaskings_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unmaskings" ADD CONSTRAINT "unmaskings_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "look_ups_by_time" ON "look_ups" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "look_ups_by_staff" ON "look_ups" USING btree ("staff_id","at","id");--> statement-breakpoint
CREATE INDEX "look_ups_by_contract" ON "look_ups" USING btree ("contract_id","at","id");--> statement-breakpoint
CREATE INDEX "look_ups_by_branch" ON "look_ups" USING btree ("branch_code","at","id");--> statement-breakpoint
CREATE INDEX "look_ups_unmasked" ON "look_ups" USING btree ("at","id") WHERE "look_ups"."unmasking_id" is not null;--> statement-breakpoint
CREATE INDEX "unmaskings_in_force" ON "unmaskings" USING btree ("staff_id","contract_id","until");