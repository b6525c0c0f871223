CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"client_id" uuid NOT NULL,
	"key_hash" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"last_used_on" date,
	CONSTRAINT "api_keys_key_hash_unique" UNIQUE("key_hash"),
	CONSTRAINT "api_keys_expire_later" CHECK ("api_keys"."expires_at" > "api_keys"."created_at")
);
--> statement-breakpoint
CREATE TABLE "staff_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"reason" text NOT NULL,
	"maker_id" uuid NOT NULL,
	"checker_id" uuid,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	"kind" text NOT NULL,
	"staff_id" uuid NOT NULL,
	"from_role" text,
	"from_branch_code" text,
	"to_role" text,
	"to_branch_code" text,
	CONSTRAINT "staff_changes_state_known" CHECK ("staff_changes"."state" in ('proposed', 'approved', 'turned_down', 'withdrawn')),
	CONSTRAINT "staff_changes_four_eyes" CHECK ("staff_changes"."checker_id" <> "staff_changes"."maker_id"),
	CONSTRAINT "staff_changes_decided_by" CHECK (("staff_changes"."state" in ('approved', 'turned_down')) = ("staff_changes"."checker_id" is not null)
        and ("staff_changes"."state" = 'proposed') = ("staff_changes"."decided_at" is null)),
	CONSTRAINT "staff_changes_kind_known" CHECK ("staff_changes"."kind" in ('admit', 'move', 'enable')),
	CONSTRAINT "staff_changes_not_of_oneself" CHECK ("staff_changes"."maker_id" <> "staff_changes"."staff_id" and ("staff_changes"."checker_id" is null or "staff_changes"."checker_id" <> "staff_changes"."staff_id")),
	CONSTRAINT "staff_changes_move_says_where" CHECK (("staff_changes"."kind" = 'move') = ("staff_changes"."from_role" is not null) and ("staff_changes"."kind" = 'move') = ("staff_changes"."to_role" is not null)
        and ("staff_changes"."kind" = 'move' or coalesce("staff_changes"."from_branch_code", "staff_changes"."to_branch_code") is null)),
	CONSTRAINT "staff_changes_branch_by_role" CHECK ("staff_changes"."to_role" is null
        or ("staff_changes"."to_role" in ('clerk', 'approver', 'operations', 'manager', 'auditor', 'administrator')) and ("staff_changes"."to_role" in ('clerk', 'approver')) = ("staff_changes"."to_branch_code" is not null))
);
--> statement-breakpoint
DROP INDEX "api_clients_key_hash_unique";--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_client_id_api_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."api_clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_staff_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_changes" ADD CONSTRAINT "staff_changes_maker_id_staff_id_fk" FOREIGN KEY ("maker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_changes" ADD CONSTRAINT "staff_changes_checker_id_staff_id_fk" FOREIGN KEY ("checker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_changes" ADD CONSTRAINT "staff_changes_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_changes" ADD CONSTRAINT "staff_changes_from_branch_code_branches_code_fk" FOREIGN KEY ("from_branch_code") REFERENCES "public"."branches"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_changes" ADD CONSTRAINT "staff_changes_to_branch_code_branches_code_fk" FOREIGN KEY ("to_branch_code") REFERENCES "public"."branches"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_by_client" ON "api_keys" USING btree ("client_id");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_changes_one_proposed" ON "staff_changes" USING btree ("staff_id") WHERE "staff_changes"."state" = 'proposed';--> statement-breakpoint
-- Each client has one key so far.
INSERT INTO "api_keys" ("id", "client_id", "key_hash", "created_at", "revoked_at")
	SELECT gen_random_uuid(), "id", "key_hash", "created_at", "revoked_at" FROM "api_clients";--> statement-breakpoint
ALTER TABLE "api_clients" DROP COLUMN "key_hash";
