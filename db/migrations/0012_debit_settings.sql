ALTER TABLE "settings" ADD COLUMN "consignor_code" text;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "consignor_name" text;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "bank_code" text;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "bank_kana" text;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "consignor_branch_code" text;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "consignor_branch_kana" text;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "consignor_account_type" text;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "consignor_account_number" text;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "debit_day" integer DEFAULT 27 NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "debit_tries" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "issuer_name" text;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "issuer_address" text;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "issuer_number" text;--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_debit_bounded" CHECK ("settings"."debit_day" between 1 and 31 and "settings"."debit_tries" between 1 and 12);--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_consignor_format" CHECK ("settings"."consignor_code" ~ '^[0-9]{10}$' and "settings"."bank_code" ~ '^[0-9]{4}$'
        and "settings"."consignor_branch_code" ~ '^[0-9]{3}$' and "settings"."consignor_account_number" ~ '^[0-9]{7}$');--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_account_type_known" CHECK ("settings"."consignor_account_type" in ('ordinary', 'current', 'tax', 'other'));--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_issuer_number_format" CHECK ("settings"."issuer_number" ~ '^T[0-9]{13}$');