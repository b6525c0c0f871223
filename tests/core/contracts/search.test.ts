import { describe, expect, test } from "vitest";
import { partOfContracts, search } from "#core/contracts/search.ts";
import { approved, failureOf, shipped, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const find = (text: unknown) => search(world.as("clerk"), { text });

describe("the one search box", () => {
  test("leads to the contract by its ID and by its serial, in any width", async () => {
    const { id, contractorId, token } = await world.registered();
    for (const text of [contractorId, ` ${contractorId} `, token.serial, token.serial.toLowerCase()]) {
      expect(await find(text)).toEqual({ kind: "contract", id });
    }
  });

  test("leads to the contract of an unbound serial, and of one under way", async () => {
    const contract = await world.registered();
    const { token } = await shipped(world, contract);
    expect(await find(contract.token.serial)).toEqual({ kind: "contract", id: contract.id });
    expect(await find(token.serial)).toEqual({ kind: "contract", id: contract.id });
  });

  test("leads head office to a token that is with no contract, and a branch nowhere", async () => {
    const { id, serial } = await world.token();
    expect(await search(world.as("operations"), { text: serial.toLowerCase() })).toEqual({
      kind: "token",
      id,
    });
    expect(await find(serial)).toMatchObject({ kind: "contracts", contracts: { rows: [] } });
  });

  test("finds serials short, and with hyphens", async () => {
    const contract = await world.contract();
    for (const serial of ["AB-12-34", "XY12"]) {
      const token = await world.token({ serial });
      const { orderId } = await approved(world, await world.registered(), "reissue");
      await world.sql`update tokens set state = 'allocated' where id = ${token.id}`;
      await world.sql`update orders set state = 'allocated', token_id = ${token.id} where id = ${orderId}`;
      const [order] = await world.sql`select contract_id from orders where id = ${orderId}`;
      expect(await find(serial)).toEqual({ kind: "contract", id: order?.contract_id });
    }
    expect(await find(contract.contractorId)).toEqual({ kind: "contract", id: contract.id });
  });

  test("leads to form, order and mail by their numbers", async () => {
    const { orderId, formId, trackingNumber } = await shipped(world, await world.registered());
    const [found] = await world.sql`
      select o.number as order_number, f.number as form_number from orders o join forms f on f.id = o.form_id
        where o.id = ${orderId}`;
    expect(await find(String(found?.form_number))).toEqual({ kind: "form", id: formId });
    expect(await find(String(found?.order_number))).toEqual({ kind: "order", id: orderId });
    expect(await find(trackingNumber)).toEqual({ kind: "order", id: orderId });
    const parts = trackingNumber.replace(/^(\d{4})(\d{4})/, "$1-$2-");
    expect(await find(parts)).toEqual({ kind: "order", id: orderId });
  });

  test("lists by the beginning of the name, however its kana is written", async () => {
    const one = await world.contract({ kana: "ジョンソン　エミ" });
    const two = await world.contract({ kana: "ジヨンソン　ケン" });
    await world.contract({ kana: "ミジョンソン" });
    for (const text of ["ジョンソン", "じょんそん", "ｼﾞｮﾝｿﾝ", "ジヨンソ"]) {
      const found = await find(text);
      expect(found).toMatchObject({ kind: "contracts", contracts: { total: 2, more: false } });
      expect(found.kind === "contracts" && found.contracts.rows.map((contract) => contract.id)).toEqual([
        one.id,
        two.id,
      ]);
    }
    expect(await find("ジョンソン エミ")).toEqual({ kind: "contract", id: one.id });
  });

  test("takes signs of the pattern language for nothing special", async () => {
    for (const text of ["ジ%", "_ョンソン", "\\", "' or 1=1 --"]) {
      expect(await failureOf(find(text))).toBeUndefined();
    }
    const found = await find("_ンソン");
    expect(found).toMatchObject({ kind: "contracts", contracts: { rows: [] } });
  });

  test("pages a name that many bear, both ways round, and its file has each once", async () => {
    for (let made = 0; made < 51; made++) await world.contract({ kana: "ヤマダ　ハナコ" });
    const page = async (number: number, sort?: string) => {
      const found = await search(world.as("clerk"), { text: "ヤマダ", page: number, sort });
      return found.kind === "contracts" ? found.contracts : undefined;
    };
    const pages = [await page(1), await page(2), await page(3)];
    expect(pages.map((one) => [one?.total, one?.rows.length])).toEqual([
      [51, 25],
      [51, 25],
      [51, 1],
    ]);
    const ids = pages.flatMap((one) => one?.rows.map(({ contractorId }) => contractorId));
    expect(ids).toEqual([...new Set(ids)].sort());
    expect((await page(1, "-kana"))?.rows[0]?.contractorId).toBe(ids.at(-1));
    const part = await partOfContracts(world.as("clerk"), { text: "ヤマダ" });
    expect(part.rows.map(({ contractorId }) => contractorId)).toEqual(ids);
    expect(await partOfContracts(world.as("clerk"), { text: "ヤマダ", after: part.end })).toEqual({
      rows: [],
    });
  });

  test("refuses what is no text", async () => {
    for (const text of [7, null, ["x"], {}, "x".repeat(101), "a\u0000b"]) {
      expect(await failureOf(find(text))).toMatchObject({
        code: "invalid",
        fields: { text: expect.any(String) },
      });
    }
  });
});
