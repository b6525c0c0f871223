CREATE TABLE "debit_lines" (
	"batch_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"fee_id" uuid NOT NULL,
	"amount_yen" integer NOT NULL,
	"attempt" smallint NOT NULL,
	"branch_code" text NOT NULL,
	"account_type" text NOT NULL,
	"account_number" text NOT NULL,
	"holder" text NOT NULL,
	"new_code" text NOT NULL,
	"customer_number" text NOT NULL,
	"result" text,
	"open" boolean DEFAULT true NOT NULL,
	CONSTRAINT "debit_lines_pkey" PRIMARY KEY("batch_id","row"),
	CONSTRAINT "debit_lines_amount" CHECK ("debit_lines"."amount_yen" > 0 and "debit_lines"."attempt" > 0),
	CONSTRAINT "debit_lines_account_type_known" CHECK ("debit_lines"."account_type" in ('ordinary', 'current', 'tax', 'other')),
	CONSTRAINT "debit_lines_new_code_known" CHECK ("debit_lines"."new_code" in ('first', 'changed', 'other')),
	CONSTRAINT "debit_lines_result_known" CHECK ("debit_lines"."result" in ('debited', 'insufficient', 'no_account', 'holder', 'no_request', 'consignor', 'other')),
	CONSTRAINT "debit_lines_format" CHECK ("debit_lines"."account_number" ~ '^[0-9]{7}$' and "debit_lines"."customer_number" ~ '^[0-9]{20}$'
        and length("debit_lines"."holder") between 1 and 30)
);
--> statement-breakpoint
CREATE TABLE "debit_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer GENERATED ALWAYS AS IDENTITY (sequence name "debit_batches_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"state" text DEFAULT 'proposed' NOT NULL,
	"until_on" date NOT NULL,
	"debit_on" date NOT NULL,
	"record_count" integer NOT NULL,
	"amount_yen" bigint NOT NULL,
	"file" "bytea" NOT NULL,
	"file_sha256" text NOT NULL,
	"maker_id" uuid NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"checker_id" uuid,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	"cancelled_by" uuid,
	"cancelled_at" timestamp with time zone,
	"cancel_reason" text,
	"sent_by" uuid,
	"sent_at" timestamp with time zone,
	"settled_by" uuid,
	"settled_at" timestamp with time zone,
	"result_file" "bytea",
	"result_sha256" text,
	"debited_count" integer,
	"debited_yen" bigint,
	"failed_count" integer,
	"failed_yen" bigint,
	CONSTRAINT "debit_batches_state_known" CHECK ("debit_batches"."state" in ('proposed', 'approved', 'turned_down', 'withdrawn', 'cancelled', 'sent', 'settled')),
	CONSTRAINT "debit_batches_four_eyes" CHECK ("debit_batches"."checker_id" <> "debit_batches"."maker_id"),
	CONSTRAINT "debit_batches_decided_by" CHECK (("debit_batches"."state" not in ('proposed', 'withdrawn')) = ("debit_batches"."checker_id" is not null)
        and ("debit_batches"."state" = 'proposed') = ("debit_batches"."decided_at" is null)),
	CONSTRAINT "debit_batches_cancelled_why" CHECK (num_nulls("debit_batches"."cancelled_by", "debit_batches"."cancelled_at", "debit_batches"."cancel_reason")
        = case "debit_batches"."state" when 'cancelled' then 0 else 3 end),
	CONSTRAINT "debit_batches_sent_by" CHECK (num_nulls("debit_batches"."sent_by", "debit_batches"."sent_at") = case when "debit_batches"."state" in ('sent', 'settled') then 0 else 2 end),
	CONSTRAINT "debit_batches_settled_whole" CHECK (num_nulls("debit_batches"."settled_by", "debit_batches"."settled_at", "debit_batches"."result_file", "debit_batches"."result_sha256",
          "debit_batches"."debited_count", "debit_batches"."debited_yen", "debit_batches"."failed_count", "debit_batches"."failed_yen")
        = case "debit_batches"."state" when 'settled' then 0 else 8 end),
	CONSTRAINT "debit_batches_result_sums" CHECK ("debit_batches"."debited_count" + "debit_batches"."failed_count" = "debit_batches"."record_count" and "debit_batches"."debited_yen" + "debit_batches"."failed_yen" = "debit_batches"."amount_yen"
        and least("debit_batches"."debited_count", "debit_batches"."debited_yen", "debit_batches"."failed_count", "debit_batches"."failed_yen") >= 0),
	CONSTRAINT "debit_batches_of_something" CHECK ("debit_batches"."record_count" between 1 and 20000 and "debit_batches"."amount_yen" > 0
        and octet_length("debit_batches"."file") = ("debit_batches"."record_count" + 3) * 122 and "debit_batches"."file_sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "contracts" ADD COLUMN "account_type" text DEFAULT 'ordinary' NOT NULL;--> statement-breakpoint
ALTER TABLE "debit_lines" ADD CONSTRAINT "debit_lines_batch_id_debit_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."debit_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debit_lines" ADD CONSTRAINT "debit_lines_fee_id_fees_id_fk" FOREIGN KEY ("fee_id") REFERENCES "public"."fees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debit_lines" ADD CONSTRAINT "debit_lines_branch_code_branches_code_fk" FOREIGN KEY ("branch_code") REFERENCES "public"."branches"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debit_batches" ADD CONSTRAINT "debit_batches_maker_id_staff_id_fk" FOREIGN KEY ("maker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debit_batches" ADD CONSTRAINT "debit_batches_checker_id_staff_id_fk" FOREIGN KEY ("checker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debit_batches" ADD CONSTRAINT "debit_batches_cancelled_by_staff_id_fk" FOREIGN KEY ("cancelled_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debit_batches" ADD CONSTRAINT "debit_batches_sent_by_staff_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debit_batches" ADD CONSTRAINT "debit_batches_settled_by_staff_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "debit_lines_one_open" ON "debit_lines" USING btree ("fee_id") WHERE "debit_lines"."open";--> statement-breakpoint
CREATE UNIQUE INDEX "debit_lines_customer_number" ON "debit_lines" USING btree ("batch_id","customer_number");--> statement-breakpoint
CREATE INDEX "debit_lines_by_fee" ON "debit_lines" USING btree ("fee_id");--> statement-breakpoint
CREATE INDEX "debit_lines_failed" ON "debit_lines" USING btree ("attempt") WHERE "debit_lines"."result" <> 'debited';--> statement-breakpoint
CREATE UNIQUE INDEX "debit_batches_number_unique" ON "debit_batches" USING btree ("number");--> statement-breakpoint
CREATE INDEX "debit_batches_by_time" ON "debit_batches" USING btree ("proposed_at");--> statement-breakpoint
ALTER TABLE "fee_entries" ADD CONSTRAINT "fee_entries_debit_batch_id_debit_batches_id_fk" FOREIGN KEY ("debit_batch_id") REFERENCES "public"."debit_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_account_type_known" CHECK ("contracts"."account_type" in ('ordinary', 'current', 'tax', 'other'));