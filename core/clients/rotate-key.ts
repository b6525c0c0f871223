import { z } from "zod";
import { endKeyAt, revokeKeyRow } from "#db/api-keys.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { callingClient, clientSubject, keyFacts, keyOf } from "./change.ts";
import { endOfKey, keyInput, lastDayInput } from "./input.ts";
import { type MadeKey, makeKey } from "./new-key.ts";
import { endOfOverlap, overlapHours } from "./rules.ts";

const input = keyInput.extend({
  lastDay: lastDayInput,
  overlap: z.coerce.number("choose").pipe(z.literal(overlapHours, "choose")),
});

const rotateCommand = command<typeof input, MadeKey & { clientId: string }, StaffActor>({
  name: "client.rotate_key",
  permit: "client.manage",
  fresh: true,
  input,
  async run({ tx, actor, now }, { keyId, reason, lastDay, overlap }) {
    const expiresAt = endOfKey(lastDay, now);
    const old = await keyOf(tx, keyId);
    const client = await callingClient({ tx, now }, old.clientId);
    const end = endOfOverlap(old.expiresAt, now, overlap);
    // With no overlap it is revoked: a time would be judged by the database's clock, a moment later or earlier.
    const ended = overlap === 0 ? revokeKeyRow(tx, keyId, now) : endKeyAt(tx, keyId, { now, end });
    (await ended) ?? fail("conflict", "keyMoved");
    const row = { clientId: client.id, createdBy: actor.id, createdAt: now, expiresAt, replaces: keyId };
    const made = await makeKey(tx, row);
    return {
      result: { ...made, clientId: client.id },
      change: {
        subject: clientSubject(client),
        before: { ...keyFacts(old), expiresAt: old.expiresAt },
        after: { ...keyFacts(made), expiresAt, oldKeyEndsAt: end },
        reason,
      },
    };
  },
});

/**
 * Makes a key in the place of another, which ends after an overlap in which both work; the new one is told here and
 * never again. Fails with `conflict` where the old one works no more or has a successor already.
 */
export const rotateKey: typeof rotateCommand = (context, key) => explained(rotateCommand(context, key));
