import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { Failure, type FailureCode, Throttled } from "#core/errors.ts";
import { isDatabaseAway } from "#db/client.ts";

type Details = {
  status: ContentfulStatusCode;
  code: string;
  title: string;
  detail?: string;
  /** More members of the problem, such as `errors`: field → message key. */
  members?: Record<string, unknown>;
  headers?: Record<string, string>;
};

/** What the HTTP API itself refuses; what the bank refuses is a `Failure`. */
export class Problem extends Error {
  readonly details: Details;

  constructor(details: Details) {
    super(`${details.status} ${details.code}`);
    this.name = "Problem";
    this.details = details;
  }
}

const failures: Record<FailureCode, Details> = {
  invalid: { status: 400, code: "invalid", title: "The input is not valid" },
  forbidden: { status: 403, code: "forbidden", title: "The key may not do this" },
  confirm: { status: 403, code: "forbidden", title: "The key may not do this" },
  not_found: { status: 404, code: "not_found", title: "There is no such thing" },
  conflict: { status: 409, code: "conflict", title: "The state has moved on" },
  locked: { status: 423, code: "locked", title: "It is locked after too many failures" },
  throttled: { status: 429, code: "throttled", title: "Too many of these; try again later" },
  unavailable: {
    status: 503,
    code: "unavailable",
    title: "Not possible right now; try again",
    headers: { "retry-after": "5" },
  },
};

const byStatus: Partial<Record<number, Details>> = {
  400: { status: 400, code: "malformed", title: "The request is malformed" },
  404: failures.not_found,
  405: { status: 405, code: "method_not_allowed", title: "The method is not allowed here" },
  413: { status: 413, code: "too_large", title: "The body is larger than 64 kB" },
  415: { status: 415, code: "media_type", title: "Send application/json" },
  503: failures.unavailable,
};

/** The problem of an HTTP status. Throws nothing; a status that nobody planned for is a 500. */
export function problemOf(status: number): Details {
  return byStatus[status] ?? { status: 500, code: "internal", title: "Something went wrong here" };
}

/** RFC 9457 problem details. `type` points into the readable page; nothing internal is told. */
export function sendProblem(
  c: Context,
  { status, code, title, detail, members, headers }: Details,
): Response {
  const body = { type: `/api/v1/docs#${code}`, title, status, code, ...(detail && { detail }), ...members };
  return c.body(JSON.stringify(body), status, { "content-type": "application/problem+json", ...headers });
}

/** The one translator of errors here. What is unknown is told to `report` with the id that the caller sees. */
export function translate(error: unknown, report: (reference: string, error: unknown) => void): Details {
  if (error instanceof Problem) return error.details;
  if (error instanceof Failure) {
    const fields = error.code === "invalid" ? { members: { errors: error.fields } } : {};
    const headers = error instanceof Throttled && {
      headers: { "retry-after": `${error.retryAfterSeconds}` },
    };
    return { ...failures[error.code], ...fields, ...headers };
  }
  if (error instanceof HTTPException) return problemOf(error.status);
  if (isDatabaseAway(error)) return failures.unavailable;
  const reference = crypto.randomUUID();
  report(reference, error);
  return { ...problemOf(500), members: { reference } };
}
