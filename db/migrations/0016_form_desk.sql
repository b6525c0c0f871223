CREATE TABLE "form_drafts" (
	"staff_id" uuid PRIMARY KEY NOT NULL,
	"typed" jsonb,
	"saved_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "forms" DROP CONSTRAINT "forms_back_with_reason";--> statement-breakpoint
ALTER TABLE "forms" ADD COLUMN "back_code" text;--> statement-breakpoint
ALTER TABLE "forms" ADD COLUMN "follow_by" date;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "form_follow_business_days" integer DEFAULT 5 NOT NULL;--> statement-breakpoint
ALTER TABLE "form_drafts" ADD CONSTRAINT "form_drafts_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forms" ADD CONSTRAINT "forms_back_code_known" CHECK ("forms"."back_code" in ('seal_unclear', 'seal_differs', 'field_missing', 'not_as_written', 'identity_missing', 'scan_unreadable', 'withdrawn', 'keyed_twice', 'other'));--> statement-breakpoint
ALTER TABLE "forms" ADD CONSTRAINT "forms_back_with_reason" CHECK ("forms"."state" not in ('returned', 'incomplete') or coalesce("forms"."back_reason", '') <> '' or coalesce("forms"."back_code", 'other') <> 'other');--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_form_follow_bounded" CHECK ("settings"."form_follow_business_days" between 1 and 60);