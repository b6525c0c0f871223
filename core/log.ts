import pino from "pino";

const log = pino({ name: "token-desk" });

/**
 * Logs what nobody expected under a number that the caller was shown. Of an error only its kind, place and
 * SQLSTATE: a message of the database may carry the values of a statement.
 */
export function logError(reference: string, error: unknown): void {
  const causes: object[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = "code" in cause ? cause.code : undefined;
    const constraint = "constraint_name" in cause ? cause.constraint_name : undefined;
    causes.push({ kind: cause.name, code, constraint, at: cause.stack?.split("\n").slice(1, 6) });
  }
  log.error({ reference, causes }, "unexpected error");
}
