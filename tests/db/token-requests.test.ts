import { describe, expect, test } from "vitest";
import { askReopening } from "#core/tokens/ask.ts";
import { approveTokenRequest, turnDownTokenRequest } from "#core/tokens/decide.ts";
import { suspendToken } from "#core/tokens/suspend.ts";
import { sqlOf } from "#db/prepared.ts";
import { asked, placed, reason } from "#tests/core/tokens/fixtures.ts";
import { refusal } from "#tests/db/refusal.ts";
import { approved, keyed, submitted, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const operations = () => world.as("operations");
const manager = () => world.as("manager");
const note = "現物を確認してから";

/** Both who may speak SQL here: the app's role, and the owner of the tables, whom no grant holds. */
const speakers = [
  ["console", () => sqlOf(world.db)],
  ["the owner", () => world.sql],
] as const;

describe.each(speakers)("by SQL, for %s,", (_, speak) => {
  const me = () => world.as("operations").actor.id;
  const you = () => manager().actor.id;
  const update = (requestId: string, set: string) =>
    speak().unsafe(`update token_requests set ${set} where id = $1`, [requestId]);
  const approval = (checker: string) => `state = 'approved', checker_id = '${checker}', decided_at = now()`;

  test("nobody approves their own request, nor becomes another maker in the statement that approves", async () => {
    const { requestId } = await asked(world, "dispose");
    expect(await refusal(update(requestId, approval(me())))).toBe("token_requests_four_eyes");
    expect(await refusal(update(requestId, `${approval(me())}, maker_id = '${you()}'`))).toBe(
      "token_requests_fixed",
    );
  });

  test("a request stands as it was asked, and as it was decided", async () => {
    const { requestId } = await asked(world, "dispose");
    const sets = [
      "move = 'reopen'",
      "token_count = 2",
      "branch_code = '001'",
      "reason = 'y'",
      `maker_id = '${you()}'`,
    ];
    for (const set of sets) expect(await refusal(update(requestId, set))).toBe("token_requests_fixed");
    await turnDownTokenRequest(manager(), { requestId, note });
    for (const set of [
      "decision_note = 'y'",
      "decided_at = now() + interval '1 day'",
      "state = 'proposed'",
    ]) {
      expect(await refusal(update(requestId, set))).toMatch(/^token_requests_(fixed|transition)$/);
    }
  });

  test("no token is slipped into a request, before its approval or after", async () => {
    const { token, requestId } = await asked(world, "dispose");
    const other = await world.token();
    const slip = (id: string) =>
      speak()`insert into token_request_tokens (request_id, token_id) values (${id}, ${other.id})`;
    expect(
      await refusal(
        speak()`update token_request_tokens set token_id = ${other.id} where token_id = ${token.id}`,
      ),
    ).toBe("token_request_tokens_fixed");
    expect(await refusal(slip(requestId))).toBeUndefined();
    expect(await refusal(update(requestId, approval(you())))).toBe("token_requests_counted");
    const second = await asked(world, "dispose");
    await approveTokenRequest(manager(), second);
    expect(await refusal(slip(second.requestId))).toBe("token_request_tokens_fixed");
  });

  test("nothing is reopened or disposed of without an approval, and by one approval once", async () => {
    const put = (id: string, state: string) => speak()`update tokens set state = ${state} where id = ${id}`;
    const { token: stock } = await placed(world, "in_stock");
    const { token: gone } = await placed(world, "revoked");
    const { token: stopped } = await placed(world, "suspended");
    expect(await refusal(put(stock.id, "disposed"))).toBe("tokens_four_eyes");
    expect(await refusal(put(gone.id, "disposed"))).toBe("tokens_four_eyes");
    expect(await refusal(put(stopped.id, "active"))).toBe("tokens_four_eyes");
    const { requestId } = await askReopening(world.as("clerk"), { tokenId: stopped.id, reason });
    expect(await refusal(put(stopped.id, "active"))).toBe("tokens_four_eyes");
    await approveTokenRequest(manager(), { requestId });
    expect(await refusal(put(stopped.id, "suspended"))).toBeUndefined();
    expect(await refusal(put(stopped.id, "active"))).toBe("tokens_four_eyes");
  });

  test("a found report that is not approved reopens nothing, nor does one that was completed before", async () => {
    const { token, ...contract } = await world.registered();
    await suspendToken(operations(), { tokenId: token.id, reason });
    const reopen = () => speak()`update tokens set state = 'active' where id = ${token.id}`;
    await submitted(world, contract, "found_report");
    expect(await refusal(reopen())).toBe("tokens_four_eyes");
    await world.sql`update forms set state = 'cancelled' where contract_id = ${contract.id}`;
    await approved(world, contract, "found_report");
    expect(await world.tokenState(token.serial)).toBe("active");
    await suspendToken(operations(), { tokenId: token.id, reason });
    expect(await refusal(reopen())).toBe("tokens_four_eyes");
  });

  test("what a form reported stolen is never in use again, though two people want it", async () => {
    const { token, ...contract } = await world.registered();
    await suspendToken(world.as("clerk"), { tokenId: token.id, reason });
    const { requestId } = await askReopening(world.as("clerk"), { tokenId: token.id, reason });
    await keyed(world, contract, "reissue", "stolen");
    expect(await refusal(update(requestId, approval(you())))).toBeUndefined();
    expect(await refusal(speak()`update tokens set state = 'active' where id = ${token.id}`)).toBe(
      "tokens_stolen_never_reopens",
    );
  });
});
