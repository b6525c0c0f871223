CREATE TABLE "token_counts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "token_counts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"state" text NOT NULL,
	"model" text NOT NULL,
	"batch" text,
	"expires_on" date NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "token_uses" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "token_uses_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"model" text NOT NULL,
	"month" text NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
DROP INDEX "contracts_by_branch";--> statement-breakpoint
DROP INDEX "contracts_by_kana";--> statement-breakpoint
CREATE INDEX "contracts_by_branch_and_kana" ON "contracts" USING btree ("branch_code","kana_search" collate "C","contractor_id");--> statement-breakpoint
CREATE INDEX "forms_waiting" ON "forms" USING btree ("created_at","id","state","branch_code","submitted_at","maker_id") WHERE "forms"."state" in ('provisional', 'received', 'incomplete', 'returned', 'awaiting_approval');--> statement-breakpoint
CREATE INDEX "forms_by_state_and_time" ON "forms" USING btree ("state","created_at","id");--> statement-breakpoint
CREATE INDEX "forms_by_time" ON "forms" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "forms_by_branch" ON "forms" USING btree ("branch_code","created_at","id");--> statement-breakpoint
CREATE INDEX "forms_by_kind" ON "forms" USING btree ("kind","created_at","id");--> statement-breakpoint
CREATE INDEX "orders_open" ON "orders" USING btree ("due_on","number","state","branch_code","placed_at","delivered_at","id") WHERE "orders"."state" in ('placed', 'allocated', 'shipped', 'delivered', 'returned');--> statement-breakpoint
CREATE INDEX "orders_by_token" ON "orders" USING btree ("token_id","placed_at");--> statement-breakpoint
CREATE INDEX "orders_by_branch" ON "orders" USING btree ("branch_code","due_on","number");--> statement-breakpoint
CREATE INDEX "shipments_stuck" ON "shipments" USING btree ("order_id","shipped_at") WHERE "shipments"."state" in ('absent', 'held', 'returning');--> statement-breakpoint
CREATE INDEX "bindings_by_token" ON "bindings" USING btree ("token_id");--> statement-breakpoint
CREATE INDEX "tokens_by_expiry" ON "tokens" USING btree ("state","expires_on","serial");--> statement-breakpoint
CREATE INDEX "contracts_by_kana" ON "contracts" USING btree ("kana_search" collate "C","contractor_id");