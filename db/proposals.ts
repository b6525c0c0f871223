import { alias } from "drizzle-orm/pg-core";
import { staff } from "./schema/staff.ts";

/** Who asked for something, and who decided it, beside its row. */
export const maker = alias(staff, "maker");
export const checker = alias(staff, "checker");
