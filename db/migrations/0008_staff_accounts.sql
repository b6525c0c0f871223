CREATE TABLE "staff_enrolments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"invitation_id" uuid,
	"session_id" uuid,
	"password_hash" text,
	"otp_secret_sealed" "bytea",
	"otp_key_version" smallint,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "staff_enrolments_one_way" CHECK (("staff_enrolments"."invitation_id" is null) <> ("staff_enrolments"."session_id" is null)),
	CONSTRAINT "staff_enrolments_secret_until_ended" CHECK (("staff_enrolments"."otp_secret_sealed" is null) = ("staff_enrolments"."ended_at" is not null)
        and ("staff_enrolments"."otp_key_version" is null) = ("staff_enrolments"."ended_at" is not null)
        and ("staff_enrolments"."password_hash" is null or "staff_enrolments"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "staff_invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "staff_invitations_token_unique" UNIQUE("token_hash"),
	CONSTRAINT "staff_invitations_purpose_known" CHECK ("staff_invitations"."purpose" in ('join', 'reset')),
	CONSTRAINT "staff_invitations_by_another" CHECK ("staff_invitations"."created_by" <> "staff_invitations"."staff_id"),
	CONSTRAINT "staff_invitations_token_hashed" CHECK (length("staff_invitations"."token_hash") = 32),
	CONSTRAINT "staff_invitations_one_end" CHECK ("staff_invitations"."used_at" is null or "staff_invitations"."revoked_at" is null),
	CONSTRAINT "staff_invitations_expire_later" CHECK ("staff_invitations"."expires_at" > "staff_invitations"."created_at")
);
--> statement-breakpoint
CREATE TABLE "staff_recovery_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "staff_recovery_codes_unique" UNIQUE("staff_id","code_hash"),
	CONSTRAINT "staff_recovery_codes_one_end" CHECK ("staff_recovery_codes"."used_at" is null or "staff_recovery_codes"."revoked_at" is null)
);
--> statement-breakpoint
ALTER TABLE "settings" DROP CONSTRAINT "settings_times_positive";--> statement-breakpoint
ALTER TABLE "staff" ALTER COLUMN "password_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ALTER COLUMN "otp_secret_sealed" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ALTER COLUMN "otp_key_version" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "staff_invitation_hours" integer DEFAULT 72 NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "single_sign_on" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "oidc_subject" text;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "password_changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "password_change_due" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "enrolled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD COLUMN "confirmed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD COLUMN "address" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD COLUMN "user_agent" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "staff_enrolments" ADD CONSTRAINT "staff_enrolments_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_enrolments" ADD CONSTRAINT "staff_enrolments_invitation_id_staff_invitations_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."staff_invitations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_enrolments" ADD CONSTRAINT "staff_enrolments_session_id_staff_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."staff_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_invitations" ADD CONSTRAINT "staff_invitations_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_invitations" ADD CONSTRAINT "staff_invitations_created_by_staff_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_recovery_codes" ADD CONSTRAINT "staff_recovery_codes_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "staff_enrolments_one_per_invitation" ON "staff_enrolments" USING btree ("invitation_id") WHERE "staff_enrolments"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "staff_enrolments_one_per_session" ON "staff_enrolments" USING btree ("session_id") WHERE "staff_enrolments"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "staff_invitations_one_open" ON "staff_invitations" USING btree ("staff_id") WHERE "staff_invitations"."used_at" is null and "staff_invitations"."revoked_at" is null;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_oidc_subject_unique" UNIQUE("oidc_subject");--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_times_positive" CHECK (least("settings"."login_minutes", "settings"."challenge_minutes", "settings"."card_access_days", "settings"."card_use_limit",
        "settings"."address_failure_limit", "settings"."address_window_minutes", "settings"."staff_idle_minutes", "settings"."staff_session_hours",
        "settings"."staff_invitation_hours") > 0);--> statement-breakpoint
-- Who could sign in until now has both factors since the account was made.
UPDATE "staff" SET "enrolled_at" = "created_at", "password_changed_at" = "created_at";--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_username_format" CHECK ("staff"."username" ~ '^[a-z0-9][a-z0-9._-]{1,49}$');--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_email_format" CHECK ("staff"."email" ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length("staff"."email") <= 254);--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_factors_together" CHECK (case when "staff"."single_sign_on" then "staff"."password_hash" is null
        else ("staff"."password_hash" is null) = ("staff"."otp_secret_sealed" is null) end);--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_otp_with_key" CHECK (("staff"."otp_secret_sealed" is null) = ("staff"."otp_key_version" is null));--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_subject_of_provider" CHECK ("staff"."oidc_subject" is null or "staff"."single_sign_on");--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_enrolled_with_factor" CHECK (("staff"."enrolled_at" is null) =
        ("staff"."password_hash" is null and "staff"."otp_secret_sealed" is null and "staff"."oidc_subject" is null));