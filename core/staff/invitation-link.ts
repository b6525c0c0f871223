import { createHash, randomBytes } from "node:crypto";
import { v7 } from "uuid";
import type { Tx } from "#db/client.ts";
import { readSettings } from "#db/settings.ts";
import { insertInvitation, revokeInvitation } from "#db/staff-invitations.ts";
import type { InvitationPurpose } from "./rules.ts";

/** A link's secret, told once to who makes it, and until when it is good. */
export type InvitationLink = { token: string; expiresAt: Date };

/** Gives a person a link to enrol by; one that they still had does no more. */
export async function giveLink(
  tx: Tx,
  link: { staffId: string; purpose: InvitationPurpose; createdBy: string | null; now: Date },
): Promise<InvitationLink> {
  const { now, ...row } = link;
  const { staffInvitationHours } = await readSettings(tx);
  const expiresAt = new Date(now.getTime() + staffInvitationHours * 60 * 60_000);
  const token = randomBytes(32).toString("base64url");
  await revokeInvitation(tx, link.staffId, now);
  await insertInvitation(tx, { ...row, id: v7(), tokenHash: hashToken(token), createdAt: now, expiresAt });
  return { token, expiresAt };
}

/** What is kept of a link: as random as it is, no salt and no slow hash could make it harder to guess. */
export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
