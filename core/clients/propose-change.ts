import { v7 } from "uuid";
import { insertClientChange } from "#db/client-changes.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail } from "../errors.ts";
import { auditOf, clientOf } from "./change.ts";
import { allowanceInput, clientInput } from "./input.ts";

const input = clientInput.extend(allowanceInput);

const proposeCommand = command<typeof input, { clientId: string }, StaffActor>({
  name: "client.propose_change",
  permit: "client.manage",
  fresh: true,
  input,
  async run({ tx, actor, now }, { clientId, reason, scopes, callsPerMinute }) {
    const client = await clientOf({ tx, now }, clientId);
    if (client.state === "disabled") fail("conflict", "clientMoved");
    const same = scopes.join() === client.scopes.join() && callsPerMinute === client.callsPerMinute;
    if (same) fail("invalid", "clientUnchanged");
    const change = await insertClientChange(tx, {
      ...{ id: v7(), clientId, reason, makerId: actor.id, proposedAt: now },
      ...{ fromScopes: client.scopes, toScopes: scopes },
      ...{ fromCallsPerMinute: client.callsPerMinute, toCallsPerMinute: callsPerMinute },
    });
    return { result: { clientId }, change: { ...auditOf(change, client), reason } };
  },
});

/**
 * Asks for other scopes or another limit of calls. Fails with `invalid` where it would change nothing, with `conflict`
 * where another change waits or the client is disabled.
 */
export const proposeClientChange: typeof proposeCommand = (context, change) =>
  explained(proposeCommand(context, change));
