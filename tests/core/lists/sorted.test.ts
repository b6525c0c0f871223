import { beforeAll, describe, expect, test } from "vitest";
import { listOfForms, partOfForms } from "#core/forms/list.ts";
import { noteExport } from "#core/lists/note-export.ts";
import { listOfOrders, partOfOrders } from "#core/orders/list.ts";
import { listOfTokens, partOfTokens } from "#core/tokens/list.ts";
import { approved, keyed, withWorld } from "#tests/support/world.ts";

const world = withWorld();

beforeAll(async () => {
  for (const branch of ["001", "002"] as const) {
    for (let made = 0; made < 3; made++) {
      await keyed(world, await world.registered({ branch }), "unlock");
      await approved(world, await world.registered({ branch }), "reissue");
      world.advance({ days: 1 });
    }
  }
  // Older paper came in later, and orders of one day are told apart by their numbers.
  await world.sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`update forms set received_on = date '2026-12-31' - number % 3`;
    await sql`update orders set due_on = date '2026-12-31' - number % 3`;
    await sql`update tokens set batch = 'one', expires_on = date '2031-12-31' - ascii(right(serial, 1)) % 3`;
  });
});

type Row = { number: number; receivedOn: string; dueOn: string; serial: string; expiresOn: string };
type Asked = { sort?: string; after?: (string | number)[]; page?: number; branchCode?: string };
type Ask = (
  asked: Asked,
) => Promise<{ rows: readonly unknown[]; end?: (string | number)[] | undefined; total?: number }>;

const head = () => world.as("operations");
const lists: Record<string, { list: Ask; part: Ask; sorts: readonly (keyof Row)[]; unique: keyof Row }> = {
  forms: {
    list: (asked) => listOfForms(head(), asked),
    part: (asked) => partOfForms(head(), asked),
    sorts: ["number", "receivedOn"],
    unique: "number",
  },
  orders: {
    list: (asked) => listOfOrders(head(), { states: [], ...asked }),
    part: (asked) => partOfOrders(head(), { states: [], ...asked }),
    sorts: ["dueOn", "number"],
    unique: "number",
  },
  tokens: {
    list: (asked) => listOfTokens(head(), { state: "revoked", ...asked }),
    part: (asked) => partOfTokens(head(), { state: "revoked", ...asked }),
    sorts: ["expiresOn", "serial"],
    unique: "serial",
  },
  "tokens of a model in all states": {
    list: (asked) => listOfTokens(head(), { model: "C200", ...asked }),
    part: (asked) => partOfTokens(head(), { model: "C200", ...asked }),
    sorts: ["expiresOn"],
    unique: "serial",
  },
  "tokens of a batch in all states": {
    list: (asked) => listOfTokens(head(), { batch: "one", ...asked }),
    part: (asked) => partOfTokens(head(), { batch: "one", ...asked }),
    sorts: ["serial"],
    unique: "serial",
  },
};

const key = (row: Row, by: keyof Row, unique: keyof Row) => `${row[by]} ${row[unique]}`;

describe.each(Object.entries(lists))("the list of %s", (_, { list, part, sorts, unique }) => {
  test.each(["", "-"])("is sorted by each of its columns, and its file too: %j", async (sign) => {
    for (const by of sorts) {
      const rows = (await list({ sort: `${sign}${by}` })).rows as Row[];
      const keys = rows.map((row) => key(row, by, unique));
      const upwards = keys.toSorted();
      expect(keys.length).toBeGreaterThan(5);
      expect(keys).toEqual(sign === "-" ? upwards.reverse() : upwards);
      const whole = await part({ sort: `${sign}${by}` });
      expect((whole.rows as Row[]).map((row) => key(row, by, unique))).toEqual(keys);
      const middle = rows[2];
      if (!middle) throw new Error("too few rows");
      const after = by === unique ? [middle[unique]] : [middle[by], middle[unique]];
      const rest = await part({ sort: `${sign}${by}`, after });
      expect((rest.rows as Row[]).map((row) => key(row, by, unique))).toEqual(keys.slice(3));
      expect((await part({ sort: `${sign}${by}`, after: whole.end ?? [] })).rows).toEqual([]);
    }
  });

  test("takes a column that does not sort for the usual way", async () => {
    const usual = (await list({})).rows;
    for (const sort of ["kana", "-kana", "", "number;drop table forms"])
      expect((await list({ sort })).rows).toEqual(usual);
  });
});

test("head office narrows lists and files to a branch, and a branch to no other", async () => {
  for (const [ask, total] of [
    [listOfForms, 6],
    [listOfOrders, 3],
  ] as const) {
    expect(await ask(head(), { branchCode: "002" })).toMatchObject({ total });
    expect(await ask(world.as("clerk"), { branchCode: "002" })).toMatchObject({ total: 0, rows: [] });
    expect(await ask(world.as("clerk"), { branchCode: "001" })).toMatchObject({ total });
  }
  const part = await partOfForms(world.as("clerk"), { branchCode: "002" });
  expect(part).toEqual({ rows: [], end: undefined });
});

test("tokens in all states are sorted by serial alone, and of a time by the end of their batteries", async () => {
  const found = await listOfTokens(head(), { sort: "-expiresOn" });
  expect(found.sort).toEqual({ by: "serial", descending: false });
  const ofTime = await listOfTokens(head(), { sort: "-serial", expiresFrom: "2031-01-01" });
  expect(ofTime.sort).toEqual({ by: "expiresOn", descending: false });
  expect((await listOfTokens(head(), { sort: "-serial" })).sort.descending).toBe(true);
});

test("taking a list out is on record with its conditions, a name that was searched for masked", async () => {
  await noteExport(world.as("clerk"), {
    list: "contracts",
    conditions: [
      { name: "q", value: "ハママツ" },
      { name: "sort", value: "-kana" },
    ],
  });
  const [row] =
    await world.sql`select actor_name, subject_id, after::text from audit where action = 'list.export'`;
  expect(row).toMatchObject({ actor_name: "clerk-001-1", subject_id: "contracts" });
  expect(row?.after).toContain("q=＊＊＊");
  expect(row?.after).toContain("sort=-kana");
  expect(row?.after).not.toContain("ハママツ");
});
