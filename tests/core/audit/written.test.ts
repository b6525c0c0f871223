import { expect, test } from "vitest";
import { maskFacts, oneLine } from "#core/audit/rules.ts";
import { verifyAudit } from "#core/audit/verify.ts";
import { csv } from "#core/csv.ts";
import { writeAudit } from "#db/audit.ts";
import { sqlOf } from "#db/prepared.ts";
import { doNothing, madeChange } from "#tests/core/audit/made.ts";
import { refusal } from "#tests/db/refusal.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();
const newest = async () => (await world.sql`select * from audit order by id desc limit 1`)[0];

/** A name that would end the line in a log, begin a false one, and turn the rest around. */
const hostile = "浜松\r\n2026-11-24 form.approve 太郎\u202Egnp.\u2028\u0085\u200F\u001B[2J\u2066";

test("a name with line breaks and marks of direction stays one line", async () => {
  await writeAudit(world.db, [
    {
      at: world.now,
      actorKind: "staff",
      actorName: hostile,
      action: "test.made",
      subjectKind: "staff",
      subjectId: "1",
      subjectLabel: hostile,
      requestId: hostile,
      address: hostile,
    },
  ]);
  const row = await newest();
  const line = "浜松⏎2026-11-24 form.approve 太郎\\u202Egnp.\\u2028\\u0085\\u200F\\u001B[2J\\u2066";
  expect(row).toMatchObject({ actor_name: line, subject_label: line, request_id: line, address: line });
  expect(await verifyAudit(world.as("auditor"), {})).toMatchObject({ fault: null });
  expect(
    csv(["a"], [[oneLine(hostile)]])
      .trim()
      .split(/[\r\n\u2028\u0085]+/),
  ).toHaveLength(2);
});

test("nor can raw SQL as the desks' role write another", async () => {
  const sql = sqlOf(world.db);
  const raw = sql`insert into audit (at, actor_kind, actor_name, action, subject_kind, subject_id, subject_label, request_id, address)
    values (now(), 'staff', ${hostile}, 'x', 'x', 'x', 'x', 'x', 'x')`;
  expect(await refusal(raw)).toBe("audit_one_line");
});

test("who and where a customer is stands masked, at any depth, and what is empty stays so", async () => {
  const facts = {
    name: "浜松　太郎",
    kana: "",
    state: "x",
    at: world.now,
    nested: [{ address: "静岡県" }],
    accountNumber: null,
  };
  await doNothing(world, [madeChange(1, { before: facts, after: { ...facts, name: "掛川　花子" } })]);
  const masked = {
    kana: "",
    state: "x",
    at: world.now.toISOString(),
    nested: [{ address: "＊＊＊" }],
    accountNumber: null,
  };
  expect(await newest()).toMatchObject({
    before: { ...masked, name: "＊＊＊" },
    after: { ...masked, name: "＊＊＊" },
  });
  expect(JSON.stringify(await newest())).not.toMatch(/浜松|掛川|静岡/);
});

test("masking leaves everything else as it is", () => {
  const facts = {
    state: "placed",
    feeYen: { net: 1000, tax: 100, gross: 1100 },
    none: null,
    list: ["a", 1, true],
  };
  expect(maskFacts(facts)).toEqual(facts);
});
