import { revokeKeyRow } from "#db/api-keys.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { clientOf, clientSubject, keyFacts, keyOf } from "./change.ts";
import { keyInput } from "./input.ts";

/** Ends a key from its very next call on, for good. Fails with `conflict` where it works no more. */
export const revokeKey = command<typeof keyInput, { clientId: string }, StaffActor>({
  name: "client.revoke_key",
  permit: "client.manage",
  fresh: true,
  input: keyInput,
  async run({ tx, now }, { keyId, reason }) {
    const key = await keyOf(tx, keyId);
    const client = await clientOf({ tx, now }, key.clientId);
    (await revokeKeyRow(tx, keyId, now)) ?? fail("conflict", "keyMoved");
    const facts = { before: { expiresAt: key.expiresAt }, after: { ...keyFacts(key), expiresAt: now } };
    return {
      result: { clientId: client.id },
      change: { subject: clientSubject(client), ...facts, reason },
    };
  },
});
