import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { readContract } from "#core/contracts/read.ts";
import { keyForm } from "#core/forms/key.ts";
import { readHome } from "#core/home/read.ts";
import { allocateSerial } from "#core/orders/allocate.ts";
import { askDisposal, askReopening } from "#core/tokens/ask.ts";
import { approveTokenRequest, turnDownTokenRequest } from "#core/tokens/decide.ts";
import { listOfTokenRequests } from "#core/tokens/list-requests.ts";
import { readTokenRequest } from "#core/tokens/read-request.ts";
import { suspendToken } from "#core/tokens/suspend.ts";
import { withdrawTokenRequest } from "#core/tokens/withdraw.ts";
import { approved, failureOf, keyed, paper, withWorld } from "#tests/support/world.ts";
import { asked, reason } from "./fixtures.ts";

const world = withWorld();
const operations = () => world.as("operations");
const manager = (person: 1 | 2 = 1) => world.as("manager", { person });
const note = "現物を確認してから";

/** The person who asked, with the rank of one who decides: a role changed in between. */
const risen = (who: "clerk" | "operations") => ({
  ...manager(),
  actor: { ...world.as(who).actor, role: "manager" as const, branchCode: null },
});

describe.each([
  ["reopen", "suspended", "active", "clerk"],
  ["dispose", "in_stock", "disposed", "operations"],
] as const)("asking for a token's %s", (move, from, to, maker) => {
  test("moves nothing until another person approves: then at once, told in the audit of both", async () => {
    const { token, requestId } = await asked(world, move);
    expect(await world.tokenState(token.serial)).toBe(from);
    const context = manager();
    expect(await approveTokenRequest(context, { requestId })).toEqual({ requestId, moved: 1, leftOut: 0 });
    expect(await world.tokenState(token.serial)).toBe(to);
    const rows = await world.sql`
      select action, actor_name, subject_kind, subject_label, before, after, reason from audit
        where request_id = ${context.request.id} order by id`;
    const action = "token.approve_request";
    expect(rows).toMatchObject([
      {
        action,
        actor_name: "manager-1",
        subject_kind: "token_request",
        subject_label: token.serial,
        before: { state: "proposed" },
        after: { state: "approved", move, tokenCount: 1 },
      },
      {
        action,
        subject_kind: "token",
        subject_label: token.serial,
        before: { state: from },
        after: { state: to },
        reason,
      },
    ]);
    const { request, tokens } = await readTokenRequest(world.as("auditor"), { requestId });
    expect(request).toMatchObject({ state: "approved", checkerName: "manager-1", leftOut: 0 });
    expect(tokens.rows).toMatchObject([{ id: token.id, state: to, movedAt: world.now }]);
  });

  test("is not approved or turned down by who asked, whatever they have become meanwhile", async () => {
    const { requestId } = await asked(world, move);
    const before = await world.everything();
    for (const decide of [approveTokenRequest, turnDownTokenRequest]) {
      expect(await failureOf(decide(risen(maker), { requestId, note }))).toMatchObject({
        code: "forbidden",
        about: "fourEyes",
      });
    }
    expect(await world.everything()).toBe(before);
  });

  test("turned down or withdrawn leaves the token as it is, and lets it be asked for again", async () => {
    const { token, requestId } = await asked(world, move);
    const ask = move === "reopen" ? askReopening : askDisposal;
    const again = () => failureOf(ask(operations(), { tokenId: token.id, reason }));
    expect(await again()).toMatchObject({ code: "conflict", about: "tokenMove.asked" });
    expect((await failureOf(turnDownTokenRequest(manager(), { requestId, note: " " })))?.fields).toEqual({
      note: "backReason.required",
    });
    await turnDownTokenRequest(manager(), { requestId, note });
    expect(await world.tokenState(token.serial)).toBe(from);
    expect(await again()).toBeUndefined();
    const [second] = await world.sql`select id from token_requests where state = 'proposed'
      and id in (select request_id from token_request_tokens where token_id = ${token.id})`;
    const id = { requestId: second?.id };
    expect(await failureOf(withdrawTokenRequest(world.as("operations", { person: 2 }), id))).toMatchObject({
      code: "forbidden",
      about: "onlyItsMaker",
    });
    expect(await failureOf(withdrawTokenRequest(operations(), id))).toBeUndefined();
    expect(await failureOf(approveTokenRequest(manager(), id))).toMatchObject({
      code: "conflict",
      about: "tokenRequest",
    });
    expect(await again()).toBeUndefined();
  });

  test("two approvers: one wins, the other reads a conflict, ten times", async () => {
    for (let round = 0; round < 10; round++) {
      const { token, requestId } = await asked(world, move);
      const ends = await Promise.all([
        failureOf(approveTokenRequest(manager(), { requestId })),
        failureOf(approveTokenRequest(manager(2), { requestId })),
      ]);
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      expect(ends.find((end) => end !== undefined)).toMatchObject({
        code: "conflict",
        about: "tokenRequest",
      });
      expect(await world.tokenState(token.serial)).toBe(to);
      const [told] = await world.sql`
        select count(*)::int as moves from audit where subject_id = ${token.id} and action = 'token.approve_request'`;
      expect(told).toEqual({ moves: 1 });
    }
  });

  test("approving, turning down and withdrawing at once: one happens", async () => {
    for (let round = 0; round < 5; round++) {
      const { token, requestId } = await asked(world, move);
      const ends = await Promise.all([
        failureOf(approveTokenRequest(manager(), { requestId })),
        failureOf(turnDownTokenRequest(manager(2), { requestId, note })),
        failureOf(withdrawTokenRequest(world.as(maker), { requestId })),
      ]);
      expect(ends.filter((end) => end === undefined)).toHaveLength(1);
      expect(await world.tokenState(token.serial)).toBe(ends[0] === undefined ? to : from);
    }
  });
});

describe("who decides", () => {
  test("a branch's approver what is of the branch, head office all of it; another branch does not see it", async () => {
    const reopening = await asked(world, "reopen");
    const disposal = await asked(world, "dispose");
    const own = world.as("approver");
    for (const [context, { requestId }] of [
      [world.as("approver", { branch: "002" }), reopening],
      [own, disposal],
    ] as const) {
      for (const look of [readTokenRequest, approveTokenRequest, turnDownTokenRequest]) {
        expect(await failureOf(look(context, { requestId, note }))).toMatchObject({ code: "not_found" });
      }
    }
    const seen = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
    expect(seen((await listOfTokenRequests(own, {})).rows)).toContain(reopening.requestId);
    expect(seen((await listOfTokenRequests(own, {})).rows)).not.toContain(disposal.requestId);
    expect(await failureOf(approveTokenRequest(own, { requestId: reopening.requestId }))).toBeUndefined();
    expect(
      await failureOf(approveTokenRequest(manager(), { requestId: disposal.requestId })),
    ).toBeUndefined();
  });

  test("finds it among the day's work, the maker does not", async () => {
    const waiting = async (context: Parameters<typeof readHome>[0]) =>
      (await readHome(context, {})).queues.find(({ queue }) => queue === "token_request")?.count ?? 0;
    const before = [
      await waiting(world.as("approver")),
      await waiting(manager()),
      await waiting(risen("clerk")),
    ];
    await asked(world, "reopen");
    await asked(world, "dispose");
    expect(await waiting(world.as("approver"))).toBe((before[0] ?? 0) + 1);
    expect(await waiting(manager())).toBe((before[1] ?? 0) + 2);
    expect(await waiting(risen("clerk"))).toBe((before[2] ?? 0) + 1);
    expect(await waiting(world.as("clerk"))).toBe(0);
  });

  test("of what does not exist, or of no id, nobody", async () => {
    for (const decide of [approveTokenRequest, turnDownTokenRequest, readTokenRequest]) {
      expect(await failureOf(decide(manager(), { requestId: v7(), note }))).toMatchObject({
        code: "not_found",
      });
      expect((await failureOf(decide(manager(), { requestId: "1", note })))?.fields).toEqual({
        requestId: "not_found",
      });
    }
  });
});

test("what waits about a contract's token stands among what is under way for the contract, until it is over", async () => {
  const contract = await world.registered();
  const underWay = async () =>
    (await readContract(world.as("clerk"), { contractId: contract.id })).requests.map(({ id }) => id);
  await suspendToken(world.as("clerk"), { tokenId: contract.token.id, reason });
  const { requestId } = await askReopening(world.as("clerk"), { tokenId: contract.token.id, reason });
  await asked(world, "reopen");
  expect(await underWay()).toEqual([requestId]);
  await approveTokenRequest(manager(), { requestId });
  expect(await underWay()).toEqual([]);
});

describe("what happens in between", () => {
  test("a token that was allocated meanwhile is not disposed of, and the request still waits", async () => {
    const { token, requestId } = await asked(world, "dispose");
    const { orderId } = await approved(world, await world.contract(), "new");
    await allocateSerial(operations(), { orderId, serial: token.serial });
    expect(await failureOf(approveTokenRequest(manager(), { requestId }))).toMatchObject({
      code: "conflict",
      about: "tokensMovedOn",
    });
    expect(await world.tokenState(token.serial)).toBe("allocated");
    await turnDownTokenRequest(manager(), { requestId, note });
  });

  test("a theft that is reported meanwhile, or any loss form, keeps the token stopped", async () => {
    for (const why of ["stolen", "lost"] as const) {
      const contract = await world.registered();
      const tokenId = contract.token.id;
      await suspendToken(world.as("clerk"), { tokenId, reason });
      const { requestId } = await askReopening(world.as("clerk"), { tokenId, reason });
      await keyed(world, contract, "reissue", why);
      expect(await failureOf(approveTokenRequest(manager(), { requestId }))).toMatchObject({
        about: "tokensMovedOn",
      });
      expect(await failureOf(askReopening(operations(), { tokenId, reason }))).toMatchObject({
        about: why === "stolen" ? "tokenMove.stolen" : "tokenMove.formUnderWay",
      });
      expect(await world.tokenState(contract.token.serial)).toBe("suspended");
    }
  });

  test("a theft keyed in the moment of the approval ends with the token stopped, twenty times", async () => {
    for (let round = 0; round < 20; round++) {
      const contract = await world.registered();
      const tokenId = contract.token.id;
      await suspendToken(world.as("clerk"), { tokenId, reason });
      const { requestId } = await askReopening(world.as("clerk"), { tokenId, reason });
      await Promise.all([
        failureOf(approveTokenRequest(manager(), { requestId })),
        keyForm(world.as("clerk", { person: 2 }), paper(contract, "reissue", "stolen")),
      ]);
      expect(await world.tokenState(contract.token.serial)).toBe("suspended");
    }
  });

  test("a found report reopens what was stopped at the desk, too", async () => {
    const { token, ...contract } = await world.registered();
    await suspendToken(operations(), { tokenId: token.id, reason });
    await approved(world, contract, "found_report");
    expect(await world.tokenState(token.serial)).toBe("active");
  });
});
