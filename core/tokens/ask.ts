import { z } from "zod";
import type { Tx } from "#db/client.ts";
import type { MovableToken } from "#db/token-moves.ts";
import { insertTokenRequest } from "#db/token-requests.ts";
import type { StaffActor } from "../actor.ts";
import { type Change, command } from "../command.ts";
import { moveInput } from "./input.ts";
import { tokenFor } from "./move.ts";
import { requestChange } from "./request.ts";
import type { AskedMove } from "./rules.ts";

type Asked = { move: AskedMove; tokens: readonly MovableToken[]; reason: string; by: StaffActor; now: Date };

/** Asks another person for a move of tokens: their branch's approver, or head office where they have no one branch. */
export async function askFor(
  tx: Tx,
  { move, tokens, reason, by, now }: Asked,
): Promise<{ result: { requestId: string }; change: Change }> {
  const [branchCode = null, ...others] = new Set(tokens.map((token) => token.branchCode));
  const request = await insertTokenRequest(
    tx,
    { move, reason, branchCode: others.length > 0 ? null : branchCode, makerId: by.id, proposedAt: now },
    tokens.map(({ id }) => id),
  );
  const change = requestChange({ ...request, serial: tokens[0]?.serial ?? "" }, { reason });
  return { result: { requestId: request.id }, change };
}

const input = z.object(moveInput);
type Result = { requestId: string };

/**
 * Asks for a stopped token to be opened again. Fails with `conflict` where it was stolen, where a form about it is
 * under way (a found report reopens it then), or where somebody has asked already.
 */
export const askReopening = command<typeof input, Result, StaffActor>({
  name: "token.ask_reopening",
  permit: "token.stop",
  input,
  async run({ tx, actor, now, scope }, { tokenId, reason }) {
    const token = await tokenFor("reopen", { tx, scope }, tokenId);
    return askFor(tx, { move: "reopen", tokens: [token], reason, by: actor, now });
  },
});

/** Asks for a token's disposal. Fails with `conflict` where it is in somebody's hands, or somebody has asked already. */
export const askDisposal = command<typeof input, Result, StaffActor>({
  name: "token.ask_disposal",
  permit: "token.move",
  input,
  async run({ tx, actor, now, scope }, { tokenId, reason }) {
    const token = await tokenFor("dispose", { tx, scope }, tokenId);
    return askFor(tx, { move: "dispose", tokens: [token], reason, by: actor, now });
  },
});
