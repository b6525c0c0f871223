import { z } from "zod";
import { listKeysOf } from "#db/api-keys.ts";
import { listAuditOf } from "#db/audit.ts";
import { listClientChanges } from "#db/client-changes.ts";
import { findClient } from "#db/client-desk.ts";
import { countAdministrators } from "#db/staff-desk.ts";
import { query } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { type ClientDeed, isUsable, keyStateOf } from "./rules.ts";

/** As much of the story as a page shows; all of it is in the audit. */
const storyRows = 50;

/** What may be done with a key that works. */
function deedsOf({ replaced }: { replaced: boolean }): readonly ClientDeed[] {
  return replaced ? ["revoke"] : ["rotate", "revoke"];
}

/** One client: what it may do, its keys and how each stands, the change that waits, and its story. */
export const readClient = query({
  permit: "client.read",
  input: z.object({ clientId: idInput }),
  async run({ db, now }, { clientId }) {
    const client = (await findClient(db, clientId, now)) ?? fail("not_found", "client");
    const [keys, changes, story, administrators] = await Promise.all([
      listKeysOf(db, clientId),
      listClientChanges(db, clientId),
      listAuditOf(db, clientId, storyRows),
      countAdministrators(db),
    ]);
    const proposed = changes.find(({ state }) => state === "proposed");
    const deeds: ClientDeed[] = [
      ...(client.state !== "disabled" && !proposed ? (["change"] as const) : []),
      ...(client.state === "active" ? (["issue"] as const) : []),
      ...(client.state !== "disabled" ? (["disable"] as const) : []),
    ];
    return {
      client,
      keys: keys.map((key) => {
        const state = keyStateOf(key, now);
        const works = isUsable(state) && client.state === "active";
        return { ...key, state, deeds: works ? deedsOf(key) : [] };
      }),
      proposed,
      deeds,
      administrators,
      story,
    };
  },
});
