import { createHash } from "node:crypto";

/** What tells a session from others on a page: its id is a secret. */
export function sessionHandle(id: string): string {
  return createHash("sha256").update(`session ${id}`).digest("hex").slice(0, 32);
}
