import { beforeAll, describe, expect, test } from "vitest";
import { listOfAudit, partOfAudit } from "#core/audit/list.ts";
import { readAudit } from "#core/audit/read.ts";
import { addRows, doNothing, madeChange } from "#tests/core/audit/made.ts";
import type { Contract } from "#tests/support/customers.ts";
import { failureOf, keyed, submitted, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const list = (filter: Record<string, unknown> = {}) => listOfAudit(world.as("auditor"), filter);
const idsOf = ({ rows }: { rows: readonly { id: number }[] }) => rows.map(({ id }) => id);
let contract: Contract;
let form: { number: number };

beforeAll(async () => {
  world.setNow("2026-10-31T23:59:59.999+09:00");
  await keyed(world, await world.registered(), "unlock");
  world.setNow("2026-11-01T00:00:00+09:00");
  contract = await world.registered();
  form = await submitted(world, contract, "unlock");
  world.setNow("2026-11-24T10:00:00+09:00");
  await addRows(world, 60);
});

test("cuts by days in Japan, the last one included", async () => {
  expect(await list({ until: "2026-10-31" })).toMatchObject({ total: 2, more: false });
  expect(await list({ from: "2026-11-01", until: "2026-11-01" })).toMatchObject({ total: 3 });
  expect(await list({ from: "2026-11-02", until: "2026-11-02" })).toMatchObject({ total: 0, rows: [] });
});

test("pages by row, older and newer, newest first, without leaving one out", async () => {
  const all = await list();
  expect(all.total).toBe(65);
  const seen: number[] = [];
  const pages: number[][] = [];
  let page = all;
  for (;;) {
    seen.push(...idsOf(page));
    pages.push(idsOf(page));
    if (page.older === undefined) break;
    page = await list({ before: page.older });
  }
  expect(seen).toEqual(Array.from({ length: 65 }, (_, nth) => 65 - nth));
  expect(pages.map((ids) => ids.length)).toEqual([25, 25, 15]);
  const back = await list({ after: page.newer });
  expect(idsOf(back)).toEqual(pages[1]);
  const first = await list({ after: back.newer });
  expect(idsOf(first)).toEqual(pages[0]);
  expect(first.newer).toBeUndefined();
  expect(all.newer).toBeUndefined();
  expect(await list({ before: "nonsense", from: "soon" })).toMatchObject({ total: 65 });
  expect(await list({ before: 999 })).toMatchObject({ rows: [], older: undefined });
});

test.each([
  ["action", "form.submit", 1],
  ["action", "test.made", 60],
  ["subjectKind", "form", 5],
  ["actor", "clerk-001-1", 5],
  ["text", "MADE-7", 1],
  ["text", "ＭＡＤＥ-7", 1],
  ["text", "AUDIT' or 1=1 --", 0],
  ["address", "192.0.2.1", 5],
  ["address", "192.0.2.2", 0],
  ["requestId", "r", 60],
])("narrows by %s: %s", async (name, value, total) => {
  const found = await list({ [name]: value });
  expect(found).toMatchObject({ total, more: false });
  expect(found.rows).toHaveLength(Math.min(25, total));
});

test("finds by the contractor's ID and by the form's number all that was done with it", async () => {
  expect(await list({ text: contract.contractorId })).toMatchObject({ total: 3 });
  expect(await list({ text: String(form.number) })).toMatchObject({ total: 3 });
  await doNothing(world, [madeChange(1, { formNumber: form.number })]);
  expect(await list({ text: String(form.number) })).toMatchObject({ total: 4 });
});

test("conditions narrow together, and their choices are what is there", async () => {
  const found = await list({ action: "form.key", from: "2026-11-01", actor: "clerk-001-1" });
  expect(found).toMatchObject({ total: 1 });
  expect(found.actions).toEqual(["form.add_scan", "form.key", "form.submit", "test.made"]);
  expect(found.subjectKinds).toEqual(["form", "token"]);
});

test("a part of the file goes on where the part before ended", async () => {
  const part = (before?: number) => partOfAudit(world.as("auditor"), { action: "test.made", before });
  const first = await part();
  expect(first.length).toBeGreaterThan(60);
  const next = await part(first[9]?.id);
  expect(next).toEqual(first.slice(10));
  expect(await part(first.at(-1)?.id)).toEqual([]);
});

describe("one row", () => {
  test("tells its hashes and who keyed and approved what it carries out", async () => {
    const [maker, checker] = [world.as("clerk").actor, world.as("approver").actor];
    await doNothing(world, [madeChange(1, { formNumber: 42, makerId: maker.id, checkerId: checker.id })]);
    const [last] = (await list()).rows;
    const row = await readAudit(world.as("auditor"), { number: String(last?.id) });
    expect(row).toMatchObject({ formNumber: 42, makerName: maker.name, checkerName: checker.name });
    const before = await readAudit(world.as("auditor"), { number: Number(last?.id) - 1 });
    expect(row.previousHash).toBe(before.hash);
    expect(row.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each(["0", "999999", "nonsense", "1e400"])("that is not there reads so: %s", async (number) => {
    expect(await failureOf(readAudit(world.as("auditor"), { number }))).toBeDefined();
  });
});

test("reading is the auditor's alone", async () => {
  for (const role of ["clerk", "approver", "operations", "manager", "administrator"] as const) {
    expect(await failureOf(listOfAudit(world.as(role), {}))).toMatchObject({ code: "forbidden" });
    expect(await failureOf(partOfAudit(world.as(role), {}))).toMatchObject({ code: "forbidden" });
    expect(await failureOf(readAudit(world.as(role), { number: 1 }))).toMatchObject({ code: "forbidden" });
  }
});
