import { z } from "@hono/zod-openapi";
import { cardCells } from "#core/logins/rules.ts";

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    errors: z.record(z.string(), z.string()).optional().openapi({ description: "Field → message key" }),
    reference: z.string().optional().openapi({ description: "Tell it to us when you ask about a 500" }),
  })
  .openapi("Problem");

const meanings = {
  400: "Malformed, or a field is not valid",
  401: "No key, or one that is unknown or revoked",
  403: "The key lacks the scope",
  404: "There is no such thing",
  409: "The state has moved on, or the first request with this Idempotency-Key is still under way",
  413: "The body is larger than 64 kB",
  415: "Not application/json",
  422: "Refused; what was wrong is not told. Or the Idempotency-Key came with another request before",
  423: "Locked after too many failures",
  429: "Too many of these; see Retry-After, and RateLimit-* for the calls of the key",
  503: "The database or a key is away, or too much is asked at once; see Retry-After",
} as const;

type Described = { description: string; content: { "application/problem+json": { schema: typeof problem } } };

/** The problems that a call may answer with, for the document. */
export function problems<const Status extends keyof typeof meanings>(...statuses: Status[]) {
  const content = { "application/problem+json": { schema: problem } };
  const described: Partial<Record<Status, Described>> = {};
  for (const status of statuses) described[status] = { description: meanings[status], content };
  return described as Record<Status, Described>;
}

/** Headers that a write takes, for the document alone. */
export const writeHeaders = [
  {
    in: "header" as const,
    name: "Idempotency-Key",
    schema: { type: "string" as const, pattern: "^[!-~]{1,200}$" },
    description:
      "A name of yours for this very request, so that it may be sent again: a copy within 24 hours is answered the same, and nothing is done twice",
  },
];

/** The same for a login check. */
export const loginHeaders = [
  ...writeHeaders,
  {
    in: "header" as const,
    name: "Forwarded",
    schema: { type: "string" as const },
    example: 'for="[2001:db8::1]"',
    description:
      "The customer's address (RFC 7239), which the check is written down with and failures are counted by; else it is the caller's own",
  },
];

export const keySecurity = [{ key: [] }];

export const cellNamesSchema = z
  .array(z.enum(cardCells))
  .readonly()
  .openapi({ description: "The two cells asked", example: ["ウ", "カ"] });

/** A JSON Schema of a body, for the document alone: core checks the fields. */
export function jsonBody(properties: Record<string, object>, required = Object.keys(properties)) {
  return {
    required: true,
    content: { "application/json": { schema: { type: "object" as const, required, properties } } },
  };
}

export const fields = {
  contractorId: { type: "string", pattern: "^[0-9]{11}$", example: "00012345678" },
  password: { type: "string", maxLength: 256 },
  loginId: { type: "string", format: "uuid" },
  orderNumber: { type: "string", pattern: "^[0-9]{7}$", example: "5000001" },
  formNumber: { type: "string", pattern: "^[0-9]{7}$", example: "1000001" },
  otp: { type: "string", pattern: "^[0-9]{6}([0-9]{2})?$", example: "123456" },
  serial: { type: "string", pattern: "^[0-9A-Z-]{4,32}$", example: "2V0716016FK2" },
  cells: {
    type: "object",
    description: "The number on the card for each of the two cells asked",
    additionalProperties: { type: "string", pattern: "^[0-9]{1,2}$" },
    example: { ウ: "7", カ: "2" },
  },
} as const;
