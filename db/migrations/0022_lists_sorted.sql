DROP INDEX "forms_by_state_and_time";--> statement-breakpoint
DROP INDEX "forms_by_time";--> statement-breakpoint
DROP INDEX "forms_by_state";--> statement-breakpoint
DROP INDEX "forms_waiting";--> statement-breakpoint
DROP INDEX "forms_by_branch";--> statement-breakpoint
DROP INDEX "forms_by_kind";--> statement-breakpoint
DROP INDEX "orders_by_state";--> statement-breakpoint
CREATE INDEX "forms_by_state_and_number" ON "forms" USING btree ("state","number");--> statement-breakpoint
CREATE INDEX "forms_by_state_and_receipt" ON "forms" USING btree ("state","received_on","number");--> statement-breakpoint
CREATE INDEX "forms_waiting_by_receipt" ON "forms" USING btree ("received_on","number") WHERE "forms"."state" in ('provisional', 'received', 'incomplete', 'returned', 'awaiting_approval');--> statement-breakpoint
CREATE INDEX "forms_by_receipt" ON "forms" USING btree ("received_on","number");--> statement-breakpoint
CREATE INDEX "forms_by_branch_and_receipt" ON "forms" USING btree ("branch_code","received_on","number");--> statement-breakpoint
CREATE INDEX "orders_by_state_and_number" ON "orders" USING btree ("state","number");--> statement-breakpoint
CREATE INDEX "orders_open_by_number" ON "orders" USING btree ("number") WHERE "orders"."state" in ('placed', 'allocated', 'shipped', 'delivered', 'returned');--> statement-breakpoint
CREATE INDEX "orders_by_due_day" ON "orders" USING btree ("due_on","number");--> statement-breakpoint
CREATE INDEX "orders_by_branch_and_number" ON "orders" USING btree ("branch_code","number");--> statement-breakpoint
CREATE INDEX "tokens_by_state_and_serial" ON "tokens" USING btree ("state","serial");--> statement-breakpoint
CREATE INDEX "forms_by_state" ON "forms" USING btree ("state","branch_code","number");--> statement-breakpoint
CREATE INDEX "forms_waiting" ON "forms" USING btree ("number","state","branch_code","created_at","submitted_at","follow_by","maker_id") WHERE "forms"."state" in ('provisional', 'received', 'incomplete', 'returned', 'awaiting_approval');--> statement-breakpoint
CREATE INDEX "forms_by_branch" ON "forms" USING btree ("branch_code","number");--> statement-breakpoint
CREATE INDEX "forms_by_kind" ON "forms" USING btree ("kind","number");--> statement-breakpoint
CREATE INDEX "orders_by_state" ON "orders" USING btree ("state","due_on","number");