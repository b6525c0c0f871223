import { z } from "zod";
import { listAuditOfToken } from "#db/audit.ts";
import { findMovableToken } from "#db/token-moves.ts";
import { findBindingOfToken, findTokenFacts, listOrdersOfToken } from "#db/token-page.ts";
import { listRequestsOfToken } from "#db/token-requests.ts";
import { query } from "../command.ts";
import { fail } from "../errors.ts";
import { type Permission, permits } from "../permissions.ts";
import { serialInput } from "./input.ts";
import { moveRefusal, type TokenMove, tokenMoves } from "./rules.ts";

const shownAtMost = 200;

/** What one must be allowed to make a move, or to ask for it. */
const movePermissions: Record<TokenMove, Permission> = {
  suspend: "token.stop",
  reopen: "token.stop",
  release: "token.move",
  restock: "token.move",
  revoke: "token.move",
  dispose: "token.move",
};

/**
 * One token by its id or serial with its whole story, and the moves that the actor may make or ask for now. Fails with
 * `not_found`; for a branch also where it never was on its way to one of its contracts.
 */
export const readToken = query({
  permit: "token.view",
  input: z.object({ token: z.union([z.uuid(), serialInput]) }),
  async run({ db, scope, actor }, { token: named }) {
    const where = z.uuid().safeParse(named).success ? { id: named } : { serial: named };
    const token = (await findTokenFacts(db, where)) ?? fail("not_found", "token");
    const [binding, orders, movable, requests] = await Promise.all([
      findBindingOfToken(db, scope, token.id),
      listOrdersOfToken(db, scope, token.id),
      findMovableToken(db, null, token.id),
      listRequestsOfToken(db, token.id),
    ]);
    const owner = binding ?? orders[0];
    if (!movable || (scope !== null && !owner)) return fail("not_found", "token");
    const contractId = owner?.contractId ?? null;
    const about = { id: token.id, serial: token.serial, orderIds: orders.map(({ id }) => id), contractId };
    return {
      token: { ...token, stolen: movable.stolen },
      owner,
      binding,
      orders,
      requests,
      moves: tokenMoves.filter(
        (move) => permits(actor, movePermissions[move]) && moveRefusal(move, movable) === undefined,
      ),
      story: await listAuditOfToken(db, scope, about, shownAtMost),
    };
  },
});
