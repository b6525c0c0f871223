import { describe, expect, test } from "vitest";
import { checkFactor } from "#core/logins/check-factor.ts";
import { systemRandom } from "#core/logins/context.ts";
import { readLogin } from "#core/logins/read-login.ts";
import { cardCells } from "#core/logins/rules.ts";
import { drawing, withChecks } from "./checks.ts";
import { answerOf, makeContract, wrongAnswerOf } from "./fixtures.ts";

const { desk, context, later, begin, counters } = withChecks();

describe("the card", () => {
  test("asks one pair until it is answered right, over reloads, failures and new logins", async () => {
    const contract = await makeContract(desk.sql, { gap: true });
    const first = await begin(contract);
    const asked = first.cells;
    for (let reload = 0; reload < 50; reload++) {
      expect((await readLogin(context(), first.loginId))?.cells).toEqual(asked);
    }
    const wrong = { loginId: first.loginId, cells: wrongAnswerOf(contract, asked) };
    expect(await checkFactor(context(), wrong)).toEqual({ outcome: "rejected" });
    const second = await begin(contract);
    expect(second.cells).toEqual(asked);
    const right = { loginId: second.loginId, cells: answerOf(contract, asked) };
    expect(await checkFactor(context(), right)).toEqual({ outcome: "accepted" });
    expect(await counters(contract)).toMatchObject({ card: 0 });
    const [{ uses } = {}] = await desk.sql`select card_uses as uses from login_accounts
      where contract_id = ${contract.contractId}`;
    expect(uses).toBe(1);
  });

  test("asks for another pair than the one just answered, whatever is drawn: no copy is right again", async () => {
    const same = context({ random: { ...systemRandom, below: () => 27 } });
    const contract = await makeContract(desk.sql, { gap: true });
    const first = await begin(contract, same);
    const second = await begin(contract, same);
    const answer = answerOf(contract, first.cells);
    expect((await checkFactor(same, { loginId: first.loginId, cells: answer })).outcome).toBe("accepted");
    const copy = await checkFactor(same, { loginId: second.loginId, cells: answer });
    expect(copy.outcome).toBe("rejected");
    expect(copy.cells).not.toEqual(first.cells);
    expect((await begin(contract, same)).cells).toEqual(copy.cells);
  });

  test("counts wrong answers to its limit of three", async () => {
    const contract = await makeContract(desk.sql, { gap: true });
    const { loginId, cells: asked } = await begin(contract);
    const guess = async () =>
      (await checkFactor(context(), { loginId, cells: wrongAnswerOf(contract, asked) })).outcome;
    expect([await guess(), await guess(), await guess(), await guess()]).toEqual([
      "rejected",
      "rejected",
      "rejected",
      "locked",
    ]);
    expect(await checkFactor(context(), { loginId, cells: answerOf(contract, asked) })).toEqual({
      outcome: "locked",
    });
    expect(await counters(contract)).toMatchObject({ card: 3 });
  });

  test("an answer for other cells than those asked is not looked at", async () => {
    const contract = await makeContract(desk.sql, { gap: true });
    const { loginId, cells: asked } = await begin(contract);
    const others = cardCells.filter((cell) => !asked?.includes(cell)).slice(0, 2);
    const answer = await checkFactor(context(), { loginId, cells: answerOf(contract, others) });
    expect(answer).toEqual({ outcome: "rejected", cells: asked });
    expect(await counters(contract)).toMatchObject({ card: 0 });
  });

  test("a pair that has expired makes room for another", async () => {
    const contract = await makeContract(desk.sql, { gap: true });
    const { cells: asked } = await begin(contract, context({ random: drawing(3) }));
    const afterwards = { ...later(61), random: drawing(9) };
    const { cells: next, loginId } = await begin(contract, afterwards);
    expect(next).not.toEqual(asked);
    const stale = await checkFactor(afterwards, { loginId, cells: answerOf(contract, asked) });
    expect(stale).toEqual({ outcome: "rejected", cells: next });
  });

  test("is refused at its limit of uses", async () => {
    await desk.sql`update settings set card_use_limit = 1`;
    const contract = await makeContract(desk.sql, { gap: true });
    const { loginId, cells: asked } = await begin(contract);
    const right = { loginId, cells: answerOf(contract, asked) };
    expect((await checkFactor(context(), right)).outcome).toBe("accepted");
    expect((await begin(contract)).outcome).toBe("locked");
    await desk.sql`update settings set card_use_limit = null`;
  });

  test.each([
    [{ ア: "1" }],
    [{ ア: "1", ア2: "1" }],
    [{ ア: "1", イ: "123" }],
    [{ ア: "1", イ: null }],
    [{ ア: "1", イ: "1", ウ: "1" }],
    [["1", "2"]],
    [null],
    ["12"],
    [JSON.parse('{"__proto__":"1","ア":"1"}')],
  ])("%j is no answer, and does not count", async (cells) => {
    const contract = await makeContract(desk.sql, { gap: true });
    const { loginId } = await begin(contract);
    await expect(checkFactor(context(), { loginId, cells })).rejects.toMatchObject({
      code: "invalid",
      fields: { cells: "cells.format" },
    });
    expect(await counters(contract)).toMatchObject({ card: 0 });
  });

  test("half-width kana and full-width digits are understood", async () => {
    const contract = await makeContract(desk.sql, { gap: true });
    const { loginId } = await begin(contract, context({ random: drawing(0) }));
    const wide = (digits: string) =>
      digits.replaceAll(/\d/g, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0));
    const cells = { ｱ: wide(contract.cells.ア), ｲ: ` ${contract.cells.イ} ` };
    expect((await checkFactor(context(), { loginId, cells })).outcome).toBe("accepted");
  });
});
