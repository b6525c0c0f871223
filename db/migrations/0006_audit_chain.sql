DROP INDEX "audit_by_time";--> statement-breakpoint
ALTER TABLE "audit" ALTER COLUMN "id" DROP IDENTITY;--> statement-breakpoint
ALTER TABLE "audit" ALTER COLUMN "id" SET DEFAULT 0;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "form_number" integer;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "maker_id" uuid;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "checker_id" uuid;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "previous_hash" "bytea" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "hash" "bytea" DEFAULT '' NOT NULL;--> statement-breakpoint
-- What is there is chained in its order, and loses the gaps between its numbers.
ALTER TABLE "audit" DISABLE TRIGGER USER;--> statement-breakpoint
DO $chain$
DECLARE
  present "audit";
  number bigint := 0;
  previous bytea := decode(repeat('00', 32), 'hex');
BEGIN
  FOR present IN SELECT * FROM "audit" ORDER BY "id" LOOP
    number := number + 1;
    UPDATE "audit" SET "id" = number, "previous_hash" = previous, "hash" = sha256(previous || convert_to(concat_ws(chr(10),
        'id ' || number,
        'at ' || extract(epoch from present.at),
        'actor_kind ' || to_json(present.actor_kind),
        'actor_id ' || to_json(present.actor_id),
        'actor_name ' || to_json(present.actor_name),
        'action ' || to_json(present.action),
        'subject_kind ' || to_json(present.subject_kind),
        'subject_id ' || to_json(present.subject_id),
        'subject_label ' || to_json(present.subject_label),
        'contract_id ' || to_json(present.contract_id),
        'branch_code ' || to_json(present.branch_code),
        'before ' || present.before::text,
        'after ' || present.after::text,
        'reason ' || to_json(present.reason),
        'request_id ' || to_json(present.request_id),
        'address ' || to_json(present.address)), 'UTF8'))
      WHERE "id" = present.id RETURNING "hash" INTO previous;
  END LOOP;
END $chain$;--> statement-breakpoint
ALTER TABLE "audit" ENABLE TRIGGER USER;--> statement-breakpoint
CREATE INDEX "audit_by_action" ON "audit" USING btree ("action","at","id");--> statement-breakpoint
CREATE INDEX "audit_by_subject_kind" ON "audit" USING btree ("subject_kind","at","id");--> statement-breakpoint
CREATE INDEX "audit_by_label" ON "audit" USING btree ("subject_label","at","id");--> statement-breakpoint
CREATE INDEX "audit_by_actor" ON "audit" USING btree ("actor_name","at","id");--> statement-breakpoint
CREATE INDEX "audit_by_address" ON "audit" USING btree ("address","at","id");--> statement-breakpoint
CREATE INDEX "audit_by_request" ON "audit" USING btree ("request_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_by_form" ON "audit" USING btree ("form_number","at","id") WHERE "audit"."form_number" is not null;--> statement-breakpoint
CREATE INDEX "audit_by_time" ON "audit" USING btree ("at","id");--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_chained" CHECK ("audit"."id" > 0 and length("audit"."previous_hash") = 32 and length("audit"."hash") = 32);--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_one_line" CHECK ("audit"."actor_name" || "audit"."subject_label" || "audit"."request_id" || "audit"."address"
        !~ '[\u0001-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]') NOT VALID;
