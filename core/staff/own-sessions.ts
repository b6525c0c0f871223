import { z } from "zod";
import { endSessionRow, endSessionsOf, listSessionsOf } from "#db/staff-sessions.ts";
import { command, query } from "../command.ts";
import { fail } from "../errors.ts";
import type { Account } from "./context.ts";
import { ownAccount } from "./own-account.ts";
import { sessionHandle } from "./session-handle.ts";

const ownInput = z.object({ sessionId: z.uuid("not_found") });
const otherInput = z.object({ handle: z.string().max(64) });

/** One's own sessions, the one used last first. Their ids are secrets, so that a page tells them apart by `handle`. */
export const listOwnSessions = query<typeof ownInput, OwnSession[], Account>({
  permit: "account.own",
  input: ownInput,
  async run({ db, actor, now }, { sessionId }) {
    const sessions = await listSessionsOf(db, actor.id, now);
    return sessions.map(({ id, createdAt, lastSeenAt, address, userAgent }) => ({
      handle: sessionHandle(id),
      own: id === sessionId,
      createdAt,
      lastSeenAt,
      address,
      userAgent,
    }));
  },
});

export type OwnSession = {
  handle: string;
  /** Whether it is the one that asks. */
  own: boolean;
  createdAt: Date;
  lastSeenAt: Date;
  address: string;
  userAgent: string;
};

/** Ends another session of one's own. Fails with `conflict` where it is over already. */
export const endOwnSession = command<typeof otherInput, void, Account>({
  name: "staff.end_session",
  permit: "account.own",
  input: otherInput,
  async run({ tx, actor, now }, { handle }) {
    const sessions = await listSessionsOf(tx, actor.id, now);
    const found = sessions.find(({ id }) => sessionHandle(id) === handle) ?? fail("conflict", "ownSession");
    (await endSessionRow(tx, found.id, now)) ?? fail("conflict", "ownSession");
    return { result: undefined, change: { ...ownAccount(actor), after: { sessions: 1 } } };
  },
});

/** Ends every session of one's own but the one that asks. */
export const endOtherSessions = command<typeof ownInput, number, Account>({
  name: "staff.end_other_sessions",
  permit: "account.own",
  input: ownInput,
  async run({ tx, actor, now }, { sessionId }) {
    const sessions = await endSessionsOf(tx, actor.id, { at: now, but: sessionId });
    return { result: sessions, change: { ...ownAccount(actor), after: { sessions } } };
  },
});
