CREATE TABLE "delegations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"absent_id" uuid NOT NULL,
	"substitute_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"reason" text NOT NULL,
	"named_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	CONSTRAINT "delegations_to_another" CHECK ("delegations"."substitute_id" <> "delegations"."absent_id"),
	CONSTRAINT "delegations_days" CHECK ("delegations"."until_on" - "delegations"."from_on" between 0 and 91
        and "delegations"."from_on" >= ("delegations"."named_at" at time zone 'Asia/Tokyo')::date),
	CONSTRAINT "delegations_ended_by_either" CHECK (("delegations"."ended_at" is null) = ("delegations"."ended_by" is null) and "delegations"."ended_by" in ("delegations"."absent_id", "delegations"."substitute_id"))
);
--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "staff_confirm_minutes" integer DEFAULT 5 NOT NULL;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_absent_id_staff_id_fk" FOREIGN KEY ("absent_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_substitute_id_staff_id_fk" FOREIGN KEY ("substitute_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_ended_by_staff_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "delegations_by_substitute" ON "delegations" USING btree ("substitute_id","until_on");--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_staff_confirm_bounded" CHECK ("settings"."staff_confirm_minutes" between 1 and 60);