import { findKey, type ShownKey } from "#db/api-keys.ts";
import type { Tx } from "#db/client.ts";
import { type ClientChange, saveClientChange } from "#db/client-changes.ts";
import { findClient, type ShownClient } from "#db/client-desk.ts";
import type { Change } from "../command.ts";
import { fail } from "../errors.ts";
import { type Decision, decided } from "../proposals/decision.ts";
import type { ProposalState } from "../proposals/rules.ts";

/** Whom the audit names for what is done to a client or one of its keys: the client, whose story it belongs to. */
export function clientSubject({ id, name }: Pick<ShownClient, "id" | "name">): Change["subject"] {
  return { kind: "api_client", id, label: name };
}

/** What the audit keeps of a step of a change. */
export function auditOf(
  change: ClientChange,
  client: Pick<ShownClient, "id" | "name">,
  from?: ProposalState,
): Change {
  const { state, makerId, checkerId } = change;
  return {
    subject: clientSubject(client),
    before: {
      ...(from && { proposal: from }),
      scopes: change.fromScopes,
      callsPerMinute: change.fromCallsPerMinute,
    },
    after: { proposal: state, scopes: change.toScopes, callsPerMinute: change.toCallsPerMinute },
    makerId,
    checkerId,
  };
}

/** A client. Fails with `not_found`. */
export async function clientOf({ tx, now }: { tx: Tx; now: Date }, clientId: string): Promise<ShownClient> {
  return (await findClient(tx, clientId, now)) ?? fail("not_found", "client");
}

/** The same where keys may be made for it. Fails with `conflict` before its scopes are agreed on and once disabled. */
export async function callingClient(given: { tx: Tx; now: Date }, clientId: string): Promise<ShownClient> {
  const client = await clientOf(given, clientId);
  return client.state === "active" ? client : fail("conflict", "clientMoved");
}

/** A key. Fails with `not_found`. */
export async function keyOf(tx: Tx, keyId: string): Promise<ShownKey> {
  return (await findKey(tx, keyId)) ?? fail("not_found", "key");
}

/** What the audit calls a key by. */
export function keyFacts({ prefix }: Pick<ShownKey, "prefix">): { key: string } {
  return { key: prefix ?? "-" };
}

/** Ends the wait of a change. Fails with `conflict` where it waits no more. */
export async function endChange(
  { tx, now }: { tx: Tx; now: Date },
  change: ClientChange,
  decision: Decision,
): Promise<ClientChange> {
  const about = "clientChange";
  return (
    (await saveClientChange(tx, change, decided(change, decision, { at: now, about }))) ??
    fail("conflict", about)
  );
}
