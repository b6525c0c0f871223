DROP INDEX "tokens_by_state";--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "reorder_months" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
CREATE INDEX "orders_by_allocation" ON "orders" USING btree ("allocated_at","token_id") WHERE "orders"."token_id" is not null;--> statement-breakpoint
CREATE INDEX "tokens_by_state" ON "tokens" USING btree ("state","model","batch","expires_on");--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_reorder_months_bounded" CHECK ("settings"."reorder_months" between 1 and 24);