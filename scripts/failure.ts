/** Something the user can put right; the message is one line that says how. */
export class ScriptFailure extends Error {
  override readonly name = "ScriptFailure";
}

/** Failures whose message is already the one line to show. */
const plain = new Set(["ScriptFailure", "SettingsError", "EmbeddedFailure"]);

const known: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full: free some space and start again",
  "53100": "The database's disk is full: free some space and start again",
  ECONNREFUSED: "The database does not answer: is it running, and is DATABASE_URL right?",
  ENOTFOUND: "The database's host is not known: check DATABASE_URL",
  ETIMEDOUT: "The database does not answer: check DATABASE_URL and the network",
  CONNECT_TIMEOUT: "The database does not answer: check DATABASE_URL and the network",
  "28P01": "The database refuses the password: check DATABASE_URL",
  "28000": "The database refuses this user: check DATABASE_URL",
  "3D000": "There is no such database: create it, or check DATABASE_URL",
  "42501":
    "The database's user may not do what a migration needs: let DATABASE_URL name the owner of the database",
};

/** One line for whoever started the script. The innermost cause speaks: outer ones carry statements and values. */
export function explainFailure(error: unknown): string {
  let reason: unknown = error;
  for (let inner: unknown = error; inner instanceof Error; inner = inner.cause) {
    if (plain.has(inner.name)) return inner.message;
    const line = known[String((inner as NodeJS.ErrnoException).code)];
    if (line) return line;
    reason = inner;
  }
  if (reason instanceof AggregateError && reason.errors.length > 0) return explainFailure(reason.errors[0]);
  const { path, code } = reason as NodeJS.ErrnoException;
  if (path && code) return `Cannot use ${path} (${code}): check the path and its permissions`;
  return `Stopped: ${reason instanceof Error ? reason.message.split("\n")[0] : String(reason)}`;
}
