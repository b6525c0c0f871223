/**
 * What can go wrong for a caller:
 * - `invalid`: the input; `fields` says what and where
 * - `forbidden`: the actor may not do this
 * - `confirm`: the person is to show a fresh OTP first, and may then try again
 * - `not_found`: no such thing, or not in the actor's branch
 * - `conflict`: someone else was quicker, or the state has moved on
 * - `locked`: too many failures
 * - `throttled`: too many or too soon; `retryAfterSeconds` says when again
 * - `unavailable`: the database or a key is away
 */
export const failureCodes = [
  "invalid",
  "forbidden",
  "confirm",
  "not_found",
  "conflict",
  "locked",
  "throttled",
  "unavailable",
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** Field name → key of the message to show under it, such as `contractorId.format`. */
export type FieldErrors = Readonly<Record<string, string>>;

/** The one error that commands throw on purpose; throwing it rolls the transaction back. */
export class Failure extends Error {
  readonly code: FailureCode;
  /** What it is about (`form`, `order`, …) or a message key that says more. */
  readonly about: string;
  readonly fields: FieldErrors;
  /** The number in the log of an error that nobody expected. */
  readonly reference: string | undefined;

  constructor(code: FailureCode, about: string, fields: FieldErrors = {}, reference?: string) {
    super(`${code}: ${about}`);
    this.name = "Failure";
    this.code = code;
    this.about = about;
    this.fields = fields;
    this.reference = reference;
  }
}

/** A `Failure` that is over after a while. */
export class Throttled extends Failure {
  readonly retryAfterSeconds: number;

  constructor(about: string, retryAfterSeconds: number) {
    super("throttled", about);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Throws a `Failure`; an expression, so that it can stand after `??`. */
export function fail(code: FailureCode, about: string, fields?: FieldErrors): never {
  throw new Failure(code, about, fields);
}

/** Throws `invalid` with one message under one field. */
export function failField(field: string, message: string): never {
  throw new Failure("invalid", field, { [field]: message });
}
