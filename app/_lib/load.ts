import "server-only";
import { forbidden, notFound } from "next/navigation";
import { Failure } from "#core/errors.ts";

/** What a page shows, or Next's page for what is not there (or not this branch's) and for what is not allowed. */
export async function loadPage<T>(query: Promise<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    if (error instanceof Failure) {
      if (error.code === "forbidden") forbidden();
      if (error.code === "not_found" || error.code === "invalid") notFound();
    }
    throw error;
  }
}
