import type { Context } from "hono";
import type { ApiEnv } from "./deps.ts";
import { Problem, problemOf } from "./problem.ts";

/**
 * The JSON object of a request. Its fields are checked where the work is done, by core, so that both doors have
 * one rule. Throws a Problem: 415 for another media type, 400 for what is no JSON object.
 */
export async function readBody(c: Context<ApiEnv>): Promise<Record<string, unknown>> {
  const read = c.get("body");
  if (read) return read;
  if (!/^application\/json\s*(;|$)/i.test(c.req.header("content-type") ?? "")) {
    throw new Problem(problemOf(415));
  }
  const body = parse(await c.req.text());
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new Problem({ ...problemOf(400), detail: "The body is not a JSON object." });
  }
  c.set("body", body as Record<string, unknown>);
  return body as Record<string, unknown>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem({ ...problemOf(400), detail: "The body is not JSON." });
  }
}
