import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { callingClient, clientSubject, keyFacts } from "./change.ts";
import { clientInput, endOfKey, lastDayInput } from "./input.ts";
import { type MadeKey, makeKey } from "./new-key.ts";

const input = clientInput.extend({ lastDay: lastDayInput });

const issueCommand = command<typeof input, MadeKey, StaffActor>({
  name: "client.issue_key",
  permit: "client.manage",
  fresh: true,
  input,
  async run({ tx, actor, now }, { clientId, reason, lastDay }) {
    const expiresAt = endOfKey(lastDay, now);
    const client = await callingClient({ tx, now }, clientId);
    const made = await makeKey(tx, { clientId, createdBy: actor.id, createdAt: now, expiresAt });
    const after = { ...keyFacts(made), expiresAt };
    return { result: made, change: { subject: clientSubject(client), after, reason } };
  },
});

/**
 * Makes one more key for a client; it is told here and never again. Fails with `conflict` where the client is not
 * approved yet or disabled.
 */
export const issueKey: typeof issueCommand = (context, key) => explained(issueCommand(context, key));
