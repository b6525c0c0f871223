import { createHash, randomBytes } from "node:crypto";

/** A link's secret of 256 random bits, and what is kept of it. */
export function newInvitationToken(): { token: string; tokenHash: Buffer } {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashInvitationToken(token) };
}

/** As random as it is, no salt and no slow hash could make it harder to guess. */
export function hashInvitationToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
