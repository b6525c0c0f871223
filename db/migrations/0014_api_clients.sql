CREATE TABLE "client_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"reason" text NOT NULL,
	"maker_id" uuid NOT NULL,
	"checker_id" uuid,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	"client_id" uuid NOT NULL,
	"from_scopes" text[] NOT NULL,
	"to_scopes" text[] NOT NULL,
	"from_calls_per_minute" integer,
	"to_calls_per_minute" integer,
	CONSTRAINT "client_changes_state_known" CHECK ("client_changes"."state" in ('proposed', 'approved', 'turned_down', 'withdrawn')),
	CONSTRAINT "client_changes_four_eyes" CHECK ("client_changes"."checker_id" <> "client_changes"."maker_id"),
	CONSTRAINT "client_changes_decided_by" CHECK (("client_changes"."state" in ('approved', 'turned_down')) = ("client_changes"."checker_id" is not null)
        and ("client_changes"."state" = 'proposed') = ("client_changes"."decided_at" is null)),
	CONSTRAINT "client_changes_scopes_known" CHECK (cardinality("client_changes"."to_scopes") > 0 and "client_changes"."to_scopes" <@ array['status:read', 'login:check', 'tokens:resync', 'metrics:read']),
	CONSTRAINT "client_changes_calls_positive" CHECK ("client_changes"."to_calls_per_minute" > 0)
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "prefix" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "replaces" uuid;--> statement-breakpoint
ALTER TABLE "api_clients" ADD COLUMN "created_by" uuid;--> statement-breakpoint
ALTER TABLE "client_changes" ADD CONSTRAINT "client_changes_maker_id_staff_id_fk" FOREIGN KEY ("maker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_changes" ADD CONSTRAINT "client_changes_checker_id_staff_id_fk" FOREIGN KEY ("checker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_changes" ADD CONSTRAINT "client_changes_client_id_api_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."api_clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "client_changes_one_proposed" ON "client_changes" USING btree ("client_id") WHERE "client_changes"."state" = 'proposed';--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_replaces_api_keys_id_fk" FOREIGN KEY ("replaces") REFERENCES "public"."api_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_clients" ADD CONSTRAINT "api_clients_created_by_staff_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_one_successor" ON "api_keys" USING btree ("replaces") WHERE "api_keys"."revoked_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "api_clients_name_unique" ON "api_clients" USING btree ("name") WHERE "api_clients"."created_by" is not null;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_made_here_end" CHECK ("api_keys"."created_by" is null or "api_keys"."expires_at" is not null
        and "api_keys"."expires_at" - "api_keys"."created_at" <= interval '9600 hours');