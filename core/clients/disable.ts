import { disableClientRow } from "#db/client-desk.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { clientOf, clientSubject } from "./change.ts";
import { clientInput } from "./input.ts";

/** Ends a client from its very next call on, with all its keys, for good. Fails with `conflict` where it has ended. */
export const disableClient = command<typeof clientInput, { clientId: string }, StaffActor>({
  name: "client.disable",
  permit: "client.manage",
  fresh: true,
  input: clientInput,
  async run({ tx, now }, { clientId, reason }) {
    const client = await clientOf({ tx, now }, clientId);
    (await disableClientRow(tx, clientId, now)) ?? fail("conflict", "clientMoved");
    const facts = { before: { client: client.state }, after: { client: "disabled" } };
    return { result: { clientId }, change: { subject: clientSubject(client), ...facts, reason } };
  },
});
