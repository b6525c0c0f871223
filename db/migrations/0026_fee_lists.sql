DROP INDEX "fee_entries_by_kind";--> statement-breakpoint
CREATE INDEX "fees_by_branch" ON "fees" USING btree ("branch_code","kind","reason","id");--> statement-breakpoint
CREATE INDEX "fee_entries_by_kind" ON "fee_entries" USING btree ("kind","entered_at","fee_id","number");