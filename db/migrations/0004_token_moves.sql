CREATE TABLE "token_request_tokens" (
	"request_id" uuid NOT NULL,
	"token_id" uuid NOT NULL,
	"moved_at" timestamp with time zone,
	CONSTRAINT "token_request_tokens_pkey" PRIMARY KEY("request_id","token_id")
);
--> statement-breakpoint
CREATE TABLE "token_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"move" text NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"token_count" integer NOT NULL,
	"branch_code" text,
	"reason" text NOT NULL,
	"maker_id" uuid NOT NULL,
	"checker_id" uuid,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	CONSTRAINT "token_requests_move_known" CHECK ("token_requests"."move" in ('reopen', 'dispose')),
	CONSTRAINT "token_requests_state_known" CHECK ("token_requests"."state" in ('proposed', 'approved', 'turned_down', 'withdrawn')),
	CONSTRAINT "token_requests_count" CHECK ("token_requests"."token_count" between 1 and 5000),
	CONSTRAINT "token_requests_four_eyes" CHECK ("token_requests"."checker_id" <> "token_requests"."maker_id"),
	CONSTRAINT "token_requests_decided_by" CHECK (("token_requests"."state" in ('approved', 'turned_down')) = ("token_requests"."checker_id" is not null)
        and ("token_requests"."state" = 'proposed') = ("token_requests"."decided_at" is null))
);
--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "stolen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "token_request_tokens" ADD CONSTRAINT "token_request_tokens_request_id_token_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."token_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_request_tokens" ADD CONSTRAINT "token_request_tokens_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_requests" ADD CONSTRAINT "token_requests_branch_code_branches_code_fk" FOREIGN KEY ("branch_code") REFERENCES "public"."branches"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_requests" ADD CONSTRAINT "token_requests_maker_id_staff_id_fk" FOREIGN KEY ("maker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_requests" ADD CONSTRAINT "token_requests_checker_id_staff_id_fk" FOREIGN KEY ("checker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "token_request_tokens_by_token" ON "token_request_tokens" USING btree ("token_id");--> statement-breakpoint
CREATE INDEX "token_requests_by_state" ON "token_requests" USING btree ("state","proposed_at");--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_stolen_stays_stopped" CHECK ("tokens"."stolen_at" is null or "tokens"."state" in ('suspended', 'revoked', 'disposed'));