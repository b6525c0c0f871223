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

/**
 * Logs what may be a fault of the settings or of another system, by its name. Of an error's message only what comes
 * before the first comma: after it stands what was expected and what came, which may be a secret.
 */
export function logWarning(what: string, error?: unknown): void {
  log.warn({ what, why: error instanceof Error ? error.message.split(",", 1)[0] : undefined }, "warning");
}
