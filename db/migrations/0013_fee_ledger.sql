CREATE TABLE "fee_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"fee_id" uuid NOT NULL,
	"amount_yen" integer NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"reason" text NOT NULL,
	"maker_id" uuid NOT NULL,
	"checker_id" uuid,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	CONSTRAINT "fee_requests_kind_known" CHECK ("fee_requests"."kind" in ('waive', 'refund')),
	CONSTRAINT "fee_requests_of_something" CHECK ("fee_requests"."amount_yen" > 0),
	CONSTRAINT "fee_requests_state_known" CHECK ("fee_requests"."state" in ('proposed', 'approved', 'turned_down', 'withdrawn')),
	CONSTRAINT "fee_requests_four_eyes" CHECK ("fee_requests"."checker_id" <> "fee_requests"."maker_id"),
	CONSTRAINT "fee_requests_decided_by" CHECK (("fee_requests"."state" in ('approved', 'turned_down')) = ("fee_requests"."checker_id" is not null)
        and ("fee_requests"."state" = 'proposed') = ("fee_requests"."decided_at" is null))
);
--> statement-breakpoint
ALTER TABLE "fee_entries" DROP CONSTRAINT "fee_entries_not_negative";--> statement-breakpoint
ALTER TABLE "fee_entries" DROP CONSTRAINT "fee_entries_kind_known";--> statement-breakpoint
DROP INDEX "fee_entries_reversed_once";--> statement-breakpoint
DROP INDEX "fee_entries_by_fee";--> statement-breakpoint
ALTER TABLE "fee_entries" ADD COLUMN "number" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "fee_entries" ADD COLUMN "tax_percent" integer;--> statement-breakpoint
ALTER TABLE "fee_entries" ADD COLUMN "way" text;--> statement-breakpoint
ALTER TABLE "fee_entries" ADD COLUMN "receipt_number" integer;--> statement-breakpoint
ALTER TABLE "fee_entries" ADD COLUMN "request_id" uuid;--> statement-breakpoint
ALTER TABLE "fee_entries" ADD COLUMN "debit_batch_id" uuid;--> statement-breakpoint
-- What was assessed so far is taxed by the day of its approval.
ALTER TABLE "fees" ADD COLUMN "tax_point" text DEFAULT 'assessment' NOT NULL;--> statement-breakpoint
ALTER TABLE "fees" ALTER COLUMN "tax_point" DROP DEFAULT;--> statement-breakpoint
-- The ledgers so far, numbered: money that no debit had been sent for came over the counter.
ALTER TABLE "fee_entries" DISABLE TRIGGER USER;--> statement-breakpoint
UPDATE "fee_entries" e SET "number" = told."number", "way" = told."way",
    "receipt_number" = case when told."way" = 'cash' then 8000000 + told."receipt" end
  FROM (SELECT "id", row_number() over "ledger" as "number", "collected"."way",
      row_number() over (partition by "collected"."way" order by "entered_at", "id") as "receipt"
    FROM "fee_entries" f CROSS JOIN LATERAL (SELECT case when f."kind" = 'collected' then
      case when exists (select from "fee_entries" b where b."fee_id" = f."fee_id" and b."kind" = 'billed'
        and b."entered_at" <= f."entered_at") then 'debit' else 'cash' end end as "way") as "collected"
    WINDOW "ledger" as (partition by "fee_id" order by "entered_at", "id")) as told
  WHERE told."id" = e."id";--> statement-breakpoint
ALTER TABLE "fee_entries" ENABLE TRIGGER USER;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "tax_point" text DEFAULT 'dispatch' NOT NULL;--> statement-breakpoint
ALTER TABLE "fee_requests" ADD CONSTRAINT "fee_requests_fee_id_fees_id_fk" FOREIGN KEY ("fee_id") REFERENCES "public"."fees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fee_requests" ADD CONSTRAINT "fee_requests_maker_id_staff_id_fk" FOREIGN KEY ("maker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fee_requests" ADD CONSTRAINT "fee_requests_checker_id_staff_id_fk" FOREIGN KEY ("checker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "fee_requests_one_proposed" ON "fee_requests" USING btree ("fee_id") WHERE "fee_requests"."state" = 'proposed';--> statement-breakpoint
CREATE INDEX "fee_requests_by_fee" ON "fee_requests" USING btree ("fee_id","proposed_at");--> statement-breakpoint
CREATE INDEX "fee_requests_by_state" ON "fee_requests" USING btree ("state","proposed_at");--> statement-breakpoint
ALTER TABLE "fee_entries" ADD CONSTRAINT "fee_entries_request_id_fee_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."fee_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "fee_entries_in_order" ON "fee_entries" USING btree ("fee_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "fee_entries_adjusted_once" ON "fee_entries" USING btree ("fee_id") WHERE "fee_entries"."kind" = 'adjusted';--> statement-breakpoint
CREATE UNIQUE INDEX "fee_entries_request_once" ON "fee_entries" USING btree ("request_id","kind") WHERE "fee_entries"."request_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "fee_entries_receipt_number" ON "fee_entries" USING btree ("receipt_number") WHERE "fee_entries"."receipt_number" is not null;--> statement-breakpoint
CREATE INDEX "fee_entries_by_time" ON "fee_entries" USING btree ("entered_at");--> statement-breakpoint
CREATE INDEX "fees_by_contract" ON "fees" USING btree ("contract_id","assessed_at");--> statement-breakpoint
ALTER TABLE "fee_entries" ADD CONSTRAINT "fee_entries_way_known" CHECK ("fee_entries"."way" in ('cash', 'debit'));--> statement-breakpoint
-- NOT VALID: waivers and refunds before this had no request, and nothing was reversed as 0.
ALTER TABLE "fee_entries" ADD CONSTRAINT "fee_entries_amount" CHECK ("fee_entries"."amount_yen" > 0 or "fee_entries"."kind" = 'assessed' and "fee_entries"."amount_yen" = 0 or "fee_entries"."kind" = 'adjusted') NOT VALID;--> statement-breakpoint
ALTER TABLE "fee_entries" ADD CONSTRAINT "fee_entries_adjusted_by_rate" CHECK (("fee_entries"."kind" = 'adjusted') = ("fee_entries"."tax_percent" is not null));--> statement-breakpoint
ALTER TABLE "fee_entries" ADD CONSTRAINT "fee_entries_collected_some_way" CHECK (("fee_entries"."kind" = 'collected') = ("fee_entries"."way" is not null));--> statement-breakpoint
ALTER TABLE "fee_entries" ADD CONSTRAINT "fee_entries_cash_with_receipt" CHECK (("fee_entries"."way" is not distinct from 'cash') = ("fee_entries"."receipt_number" is not null));--> statement-breakpoint
ALTER TABLE "fee_entries" ADD CONSTRAINT "fee_entries_asked_for" CHECK (case when "fee_entries"."kind" in ('waived', 'refunded') then "fee_entries"."request_id" is not null
        else "fee_entries"."kind" = 'reversed' or "fee_entries"."request_id" is null end) NOT VALID;--> statement-breakpoint
ALTER TABLE "fee_entries" ADD CONSTRAINT "fee_entries_debits_batch" CHECK ("fee_entries"."debit_batch_id" is null or "fee_entries"."kind" in ('billed', 'debit_failed') or "fee_entries"."way" is not distinct from 'debit');--> statement-breakpoint
ALTER TABLE "fee_entries" ADD CONSTRAINT "fee_entries_kind_known" CHECK ("fee_entries"."kind" in ('assessed', 'adjusted', 'billed', 'collected', 'debit_failed', 'waived', 'refunded', 'reversed'));--> statement-breakpoint
ALTER TABLE "fees" ADD CONSTRAINT "fees_tax_point_known" CHECK ("fees"."tax_point" in ('dispatch', 'assessment'));--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_tax_point_known" CHECK ("settings"."tax_point" in ('dispatch', 'assessment'));