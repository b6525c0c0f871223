import { v7 } from "uuid";
import { z } from "zod";
import { insertClientChange } from "#db/client-changes.ts";
import { findClientByName } from "#db/client-desk.ts";
import { insertClient } from "#db/clients.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { explained } from "../conflict.ts";
import { failField } from "../errors.ts";
import { proposalReason } from "../proposals/decision.ts";
import { auditOf } from "./change.ts";
import { allowanceInput, clientNameInput } from "./input.ts";

const input = z.object({ name: clientNameInput, ...allowanceInput, reason: proposalReason });

const registerCommand = command<typeof input, { clientId: string }, StaffActor>({
  name: "client.register",
  permit: "client.manage",
  fresh: true,
  input,
  async run({ tx, actor, now }, { name, scopes, callsPerMinute, reason }) {
    if (await findClientByName(tx, name)) failField("name", "apiClient.taken");
    const id = v7();
    await insertClient(tx, { id, name, scopes: [], callsPerMinute, createdBy: actor.id, createdAt: now });
    const change = await insertClientChange(tx, {
      ...{ id: v7(), clientId: id, reason, makerId: actor.id, proposedAt: now },
      ...{ fromScopes: [], toScopes: scopes },
      ...{ fromCallsPerMinute: callsPerMinute, toCallsPerMinute: callsPerMinute },
    });
    return { result: { clientId: id }, change: { ...auditOf(change, { id, name }), reason } };
  },
});

/**
 * Registers another system. It may do nothing until a second administrator agrees to its scopes. Fails with `invalid`,
 * also for a name that was ever given.
 */
export const registerClient: typeof registerCommand = (context, client) =>
  explained(registerCommand(context, client));
