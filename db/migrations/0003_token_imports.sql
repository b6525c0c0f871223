CREATE TABLE "staged_tokens" (
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"token_id" uuid NOT NULL,
	"serial" text NOT NULL,
	"kind" text NOT NULL,
	"algorithm" text NOT NULL,
	"digits" smallint NOT NULL,
	"step_seconds" smallint NOT NULL,
	"seed_sealed" "bytea" NOT NULL,
	"seed_key_version" smallint NOT NULL,
	"last_step" bigint NOT NULL,
	"drift_steps" integer NOT NULL,
	"manufacturer" text NOT NULL,
	"model" text NOT NULL,
	"expires_on" date NOT NULL,
	CONSTRAINT "staged_tokens_pkey" PRIMARY KEY("import_id","row")
);
--> statement-breakpoint
CREATE TABLE "token_import_chunks" (
	"import_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	"key_version" smallint NOT NULL,
	CONSTRAINT "token_import_chunks_pkey" PRIMARY KEY("import_id","number")
);
--> statement-breakpoint
CREATE TABLE "token_import_rows" (
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"serial" text,
	"fate" text NOT NULL,
	"problem" text,
	"problem_values" jsonb,
	CONSTRAINT "token_import_rows_pkey" PRIMARY KEY("import_id","row"),
	CONSTRAINT "token_import_rows_fate_known" CHECK ("token_import_rows"."fate" in ('new', 'known', 'problem')),
	CONSTRAINT "token_import_rows_problem_named" CHECK (("token_import_rows"."fate" = 'problem') = ("token_import_rows"."problem" is not null)),
	CONSTRAINT "token_import_rows_serial_known" CHECK ("token_import_rows"."fate" = 'problem' or "token_import_rows"."serial" is not null)
);
--> statement-breakpoint
CREATE TABLE "token_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'uploading' NOT NULL,
	"maker_id" uuid,
	"file_name" text NOT NULL,
	"file_bytes" bigint DEFAULT 0 NOT NULL,
	"file_sha256" text,
	"format" text,
	"batch" text NOT NULL,
	"manufacturer" text NOT NULL,
	"model" text NOT NULL,
	"expires_on" date NOT NULL,
	"secret_sealed" "bytea",
	"secret_key_version" smallint,
	"attempts" integer DEFAULT 0 NOT NULL,
	"read_bytes" bigint DEFAULT 0 NOT NULL,
	"new_rows" integer DEFAULT 0 NOT NULL,
	"known_rows" integer DEFAULT 0 NOT NULL,
	"problem_rows" integer DEFAULT 0 NOT NULL,
	"refusal" text,
	"uploaded_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "token_imports_state_known" CHECK ("token_imports"."state" in ('uploading', 'uploaded', 'checking', 'checked', 'importing', 'imported', 'refused', 'failed', 'cancelled')),
	CONSTRAINT "token_imports_whole_file" CHECK ("token_imports"."state" in ('uploading', 'failed', 'cancelled')
        or "token_imports"."file_bytes" > 0 and coalesce("token_imports"."file_sha256", '') ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "token_imports_secret_while_unread" CHECK (("token_imports"."secret_sealed" is null) = ("token_imports"."secret_key_version" is null)
        and ("token_imports"."secret_sealed" is null or "token_imports"."state" in ('uploading', 'uploaded', 'checking'))),
	CONSTRAINT "token_imports_counts_not_negative" CHECK (least("token_imports"."file_bytes", "token_imports"."read_bytes", "token_imports"."attempts", "token_imports"."new_rows", "token_imports"."known_rows", "token_imports"."problem_rows") >= 0),
	CONSTRAINT "token_imports_all_or_nothing" CHECK ("token_imports"."state" not in ('checked', 'imported') or "token_imports"."problem_rows" = 0),
	CONSTRAINT "token_imports_started" CHECK ("token_imports"."state" not in ('importing', 'imported') or "token_imports"."started_at" is not null),
	CONSTRAINT "token_imports_ended" CHECK (("token_imports"."state" in ('imported', 'refused', 'failed', 'cancelled')) = ("token_imports"."ended_at" is not null)),
	CONSTRAINT "token_imports_refused_why" CHECK (("token_imports"."state" in ('refused', 'failed')) = ("token_imports"."refusal" is not null))
);
--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "batch" text;--> statement-breakpoint
ALTER TABLE "token_import_chunks" ADD CONSTRAINT "token_import_chunks_import_id_token_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."token_imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_imports" ADD CONSTRAINT "token_imports_maker_id_staff_id_fk" FOREIGN KEY ("maker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "token_import_rows_problems" ON "token_import_rows" USING btree ("import_id","row") WHERE "token_import_rows"."fate" = 'problem';--> statement-breakpoint
CREATE INDEX "token_imports_by_upload" ON "token_imports" USING btree ("uploaded_at");--> statement-breakpoint
-- What is sealed cannot be made smaller: PostgreSQL need not try.
ALTER TABLE "token_import_chunks" ALTER COLUMN "sealed" SET STORAGE EXTERNAL;