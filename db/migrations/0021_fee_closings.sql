CREATE TABLE "fee_closing_items" (
	"month" text NOT NULL,
	"fee_id" uuid NOT NULL,
	"branch_code" text NOT NULL,
	"kind" text NOT NULL,
	"reason" text,
	"state" text NOT NULL,
	"assessed_at" timestamp with time zone NOT NULL,
	"due_yen" integer NOT NULL,
	"credit_yen" integer NOT NULL,
	CONSTRAINT "fee_closing_items_pkey" PRIMARY KEY("month","fee_id"),
	CONSTRAINT "fee_closing_items_open" CHECK (least("fee_closing_items"."due_yen", "fee_closing_items"."credit_yen") = 0 and "fee_closing_items"."due_yen" + "fee_closing_items"."credit_yen" > 0)
);
--> statement-breakpoint
CREATE TABLE "fee_closing_totals" (
	"month" text NOT NULL,
	"branch_code" text NOT NULL,
	"kind" text NOT NULL,
	"reason" text,
	"state" text NOT NULL,
	"assessed_count" bigint NOT NULL,
	"net_yen" bigint NOT NULL,
	"tax_yen" bigint NOT NULL,
	"gross_yen" bigint NOT NULL,
	"billed_yen" bigint NOT NULL,
	"collected_yen" bigint NOT NULL,
	"waived_yen" bigint NOT NULL,
	"reversed_yen" bigint NOT NULL,
	"refunded_yen" bigint NOT NULL,
	"failed_yen" bigint NOT NULL,
	"due_count" bigint NOT NULL,
	"due_yen" bigint NOT NULL,
	"due_30_yen" bigint NOT NULL,
	"due_60_yen" bigint NOT NULL,
	"due_90_yen" bigint NOT NULL,
	"due_over_yen" bigint NOT NULL,
	"failed_due_yen" bigint NOT NULL,
	"credit_yen" bigint NOT NULL,
	CONSTRAINT "fee_closing_totals_one_each" UNIQUE NULLS NOT DISTINCT("month","branch_code","kind","reason","state"),
	CONSTRAINT "fee_closing_totals_state_known" CHECK ("fee_closing_totals"."state" in ('outstanding', 'billed', 'failed', 'collected', 'waived', 'refund_due', 'refunded', 'reversed', 'free'))
);
--> statement-breakpoint
CREATE TABLE "fee_closings" (
	"month" text PRIMARY KEY NOT NULL,
	"closed_at" timestamp with time zone NOT NULL,
	"closed_by" uuid,
	"entries" integer NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "fee_closings_month_format" CHECK ("fee_closings"."month" ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
	CONSTRAINT "fee_closings_chained" CHECK (length("fee_closings"."previous_hash") = 32 and length("fee_closings"."hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "fee_paper_issues" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fee_id" uuid NOT NULL,
	"paper" text NOT NULL,
	"receipt_number" integer,
	"number" integer NOT NULL,
	"amount_yen" integer NOT NULL,
	"issued_by" uuid NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	CONSTRAINT "fee_paper_issues_one_each" UNIQUE NULLS NOT DISTINCT("fee_id","paper","receipt_number","number"),
	CONSTRAINT "fee_paper_issues_paper_known" CHECK ("fee_paper_issues"."paper" in ('invoice', 'returnInvoice', 'receipt')),
	CONSTRAINT "fee_paper_issues_numbered" CHECK ("fee_paper_issues"."number" > 0 and ("fee_paper_issues"."paper" = 'receipt') = ("fee_paper_issues"."receipt_number" is not null))
);
--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "fee_closing_day" integer DEFAULT 5 NOT NULL;--> statement-breakpoint
ALTER TABLE "fee_closing_items" ADD CONSTRAINT "fee_closing_items_month_fee_closings_month_fk" FOREIGN KEY ("month") REFERENCES "public"."fee_closings"("month") ON DELETE no action ON UPDATE no action DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint
ALTER TABLE "fee_closing_items" ADD CONSTRAINT "fee_closing_items_fee_id_fees_id_fk" FOREIGN KEY ("fee_id") REFERENCES "public"."fees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fee_closing_totals" ADD CONSTRAINT "fee_closing_totals_month_fee_closings_month_fk" FOREIGN KEY ("month") REFERENCES "public"."fee_closings"("month") ON DELETE no action ON UPDATE no action DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint
ALTER TABLE "fee_closing_totals" ADD CONSTRAINT "fee_closing_totals_branch_code_branches_code_fk" FOREIGN KEY ("branch_code") REFERENCES "public"."branches"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fee_closings" ADD CONSTRAINT "fee_closings_closed_by_staff_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fee_paper_issues" ADD CONSTRAINT "fee_paper_issues_fee_id_fees_id_fk" FOREIGN KEY ("fee_id") REFERENCES "public"."fees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fee_paper_issues" ADD CONSTRAINT "fee_paper_issues_issued_by_staff_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "fee_entries_by_kind" ON "fee_entries" USING btree ("kind","entered_at");--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_fee_closing_day_bounded" CHECK ("settings"."fee_closing_day" between 1 and 15);