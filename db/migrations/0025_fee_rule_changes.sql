CREATE TABLE "fee_rule_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"kind" text,
	"reissue_reason" text,
	"old_token_returned" boolean,
	"amount" integer NOT NULL,
	"amount_before" integer NOT NULL,
	"valid_from" date NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"reason" text NOT NULL,
	"maker_id" uuid NOT NULL,
	"checker_id" uuid,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	CONSTRAINT "fee_rule_changes_subject_known" CHECK ("fee_rule_changes"."subject" in ('fee', 'tax_rate')),
	CONSTRAINT "fee_rule_changes_kind_known" CHECK ("fee_rule_changes"."kind" in ('new', 'exchange', 'reissue')),
	CONSTRAINT "fee_rule_changes_reason_known" CHECK ("fee_rule_changes"."reissue_reason" in ('battery_dead', 'faulty', 'damaged', 'stolen', 'lost', 'initial_defect')),
	CONSTRAINT "fee_rule_changes_of_a_form" CHECK (case "fee_rule_changes"."subject" when 'fee' then "fee_rule_changes"."kind" is not null and ("fee_rule_changes"."reissue_reason" is null or "fee_rule_changes"."kind" = 'reissue')
        else "fee_rule_changes"."kind" is null and "fee_rule_changes"."reissue_reason" is null and "fee_rule_changes"."old_token_returned" is null end),
	CONSTRAINT "fee_rule_changes_amount_range" CHECK ("fee_rule_changes"."amount" between 0 and case "fee_rule_changes"."subject" when 'fee' then 100000 else 100 end),
	CONSTRAINT "fee_rule_changes_of_something" CHECK ("fee_rule_changes"."amount" <> "fee_rule_changes"."amount_before"),
	CONSTRAINT "fee_rule_changes_state_known" CHECK ("fee_rule_changes"."state" in ('proposed', 'approved', 'turned_down', 'withdrawn')),
	CONSTRAINT "fee_rule_changes_four_eyes" CHECK ("fee_rule_changes"."checker_id" <> "fee_rule_changes"."maker_id"),
	CONSTRAINT "fee_rule_changes_decided_by" CHECK (("fee_rule_changes"."state" in ('approved', 'turned_down')) = ("fee_rule_changes"."checker_id" is not null)
        and ("fee_rule_changes"."state" = 'proposed') = ("fee_rule_changes"."decided_at" is null))
);
--> statement-breakpoint
ALTER TABLE "fee_rule_changes" ADD CONSTRAINT "fee_rule_changes_maker_id_staff_id_fk" FOREIGN KEY ("maker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fee_rule_changes" ADD CONSTRAINT "fee_rule_changes_checker_id_staff_id_fk" FOREIGN KEY ("checker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "fee_rule_changes_by_state" ON "fee_rule_changes" USING btree ("state","proposed_at");--> statement-breakpoint
ALTER TABLE "fee_rules" ADD CONSTRAINT "fee_rules_one_a_day" UNIQUE NULLS NOT DISTINCT("kind","reason","old_token_returned","valid_from");--> statement-breakpoint
ALTER TABLE "fee_rules" ADD CONSTRAINT "fee_rules_reason_by_kind" CHECK ("fee_rules"."reason" is null or "fee_rules"."kind" = 'reissue');