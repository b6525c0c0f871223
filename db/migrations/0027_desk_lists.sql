DROP INDEX "tokens_by_state";--> statement-breakpoint
DROP INDEX "tokens_by_state_and_serial";--> statement-breakpoint
DROP INDEX "forms_by_state";--> statement-breakpoint
DROP INDEX "forms_by_state_and_number";--> statement-breakpoint
DROP INDEX "forms_by_state_and_receipt";--> statement-breakpoint
DROP INDEX "forms_by_branch";--> statement-breakpoint
DROP INDEX "forms_by_branch_and_receipt";--> statement-breakpoint
DROP INDEX "forms_by_kind";--> statement-breakpoint
DROP INDEX "notices_by_state";--> statement-breakpoint
DROP INDEX "notices_by_branch";--> statement-breakpoint
DROP INDEX "orders_by_branch";--> statement-breakpoint
DROP INDEX "orders_by_branch_and_number";--> statement-breakpoint
DROP INDEX "tokens_by_expiry";--> statement-breakpoint
CREATE INDEX "login_events_by_address" ON "login_events" USING brin ("address" text_bloom_ops) WITH (autosummarize=true);--> statement-breakpoint
CREATE INDEX "login_events_refused" ON "login_events" USING btree ("outcome","id") WHERE "login_events"."outcome" <> 'accepted';--> statement-breakpoint
CREATE INDEX "login_events_rare" ON "login_events" USING btree ("factor","id") WHERE "login_events"."factor" not in ('password', 'otp');--> statement-breakpoint
CREATE INDEX "tokens_by_serial" ON "tokens" USING btree ("state","serial" collate "C");--> statement-breakpoint
CREATE INDEX "tokens_by_model" ON "tokens" USING btree ("state","model","expires_on","serial" collate "C");--> statement-breakpoint
CREATE INDEX "tokens_by_batch" ON "tokens" USING btree ("state","batch","serial" collate "C");--> statement-breakpoint
CREATE INDEX "forms_by_state" ON "forms" USING btree ("state","branch_code","number","kind");--> statement-breakpoint
CREATE INDEX "forms_by_state_and_number" ON "forms" USING btree ("state","number","kind");--> statement-breakpoint
CREATE INDEX "forms_by_state_and_receipt" ON "forms" USING btree ("state","received_on","number","kind");--> statement-breakpoint
CREATE INDEX "forms_by_branch" ON "forms" USING btree ("branch_code","number","state","kind");--> statement-breakpoint
CREATE INDEX "forms_by_branch_and_receipt" ON "forms" USING btree ("branch_code","received_on","number","state","kind");--> statement-breakpoint
CREATE INDEX "forms_by_kind" ON "forms" USING btree ("kind","number","state","branch_code","received_on");--> statement-breakpoint
CREATE INDEX "notices_by_state" ON "notices" USING btree ("state","created_at","id","event");--> statement-breakpoint
CREATE INDEX "notices_by_branch" ON "notices" USING btree ("branch_code","created_at","id","state","event");--> statement-breakpoint
CREATE INDEX "orders_by_branch" ON "orders" USING btree ("branch_code","due_on","number","state");--> statement-breakpoint
CREATE INDEX "orders_by_branch_and_number" ON "orders" USING btree ("branch_code","number","state");--> statement-breakpoint
CREATE INDEX "tokens_by_expiry" ON "tokens" USING btree ("state","expires_on","serial" collate "C");