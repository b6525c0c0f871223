CREATE TABLE "dispatches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer GENERATED ALWAYS AS IDENTITY (sequence name "dispatches_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 999999 START WITH 1 CACHE 1),
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "forms" ADD COLUMN "address_at_keying" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "dispatch_id" uuid;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "returned_kept_months" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "dispatches" ADD CONSTRAINT "dispatches_made_by_staff_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "dispatches_number_unique" ON "dispatches" USING btree ("number");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_dispatch_id_dispatches_id_fk" FOREIGN KEY ("dispatch_id") REFERENCES "public"."dispatches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "orders_by_dispatch" ON "orders" USING btree ("dispatch_id") WHERE "orders"."dispatch_id" is not null;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_dispatch_with_token" CHECK ("orders"."dispatch_id" is null or "orders"."token_id" is not null);--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_returned_kept_bounded" CHECK ("settings"."returned_kept_months" between 1 and 24);