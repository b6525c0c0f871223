import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { csvOf, serialsOf } from "#tests/core/token-imports/desk.ts";
import { runToEnd } from "#tests/support/desk.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "token-desk-files-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file and runs `npm run tokens -- import` on it. */
async function importFile(name: string, text: string, ...options: string[]) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return run("import", file, ...options);
}

function run(...words: string[]) {
  const SEAL_KEYS = `1:${world.keys.byVersion.get(1)?.toString("hex")}`;
  return runToEnd(["scripts/tokens.ts", ...words], { DATABASE_URL: world.url, SEAL_KEYS });
}

const countOf = async (prefix: string) =>
  Number((await world.sql`select count(*) from tokens where serial like ${`${prefix}%`}`)[0]?.count);

describe("npm run tokens -- import", () => {
  test("imports a file with nobody's desk running, and tells how far it is", async () => {
    const { code, stdout, stderr } = await importFile(
      "one.csv",
      csvOf(serialsOf("CL", 1_200)),
      "--batch",
      "B-7",
    );
    expect(stderr).toContain("importing 100 %, 1200 new, 0 known, 0 with a problem");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "Imported: 1200 new, 0 known, 0 with a problem\n" });
    const [token] = await world.sql`select batch, state from tokens where serial = 'CL000003'`;
    expect(token).toMatchObject({ batch: "B-7", state: "in_stock" });
  });

  test("imports what is new in a file that is known in part", async () => {
    await importFile("part.csv", csvOf(serialsOf("PA", 2)));
    const { code, stdout, stderr } = await importFile("more.csv", csvOf(serialsOf("PA", 5)));
    expect(stderr).toContain("checked 100 %, 3 new, 2 known, 0 with a problem");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "Imported: 3 new, 2 known, 0 with a problem\n" });
    expect(await countOf("PA")).toBe(5);
  });

  test("imports nothing in a dry run, and leaves nothing waiting", async () => {
    const { code, stdout } = await importFile("dry.csv", csvOf(serialsOf("DR", 5)), "--dry-run");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: "5 new, 0 known, 0 with a problem; nothing was imported\n",
    });
    expect(await countOf("DR")).toBe(0);
    expect(await world.sql`select 1 from staged_tokens`).toHaveLength(0);
  });

  test("tells each row with a problem and ends with 1", async () => {
    const file = `${csvOf(serialsOf("PR", 2))}PR-BAD,00,totp,6,30\n`;
    const { code, stdout } = await importFile("bad.csv", file);
    expect(code).toBe(1);
    expect(stdout).toContain("row 3\tPR-BAD\tThe seed is shorter than 16 bytes");
    expect(stdout).toContain("Nothing was imported.");
    expect(await countOf("PR")).toBe(0);
  });

  test.each([
    ["no file", ["import"], "Usage: npm run tokens"],
    ["an unknown option", ["import", "x.csv", "--force"], "Usage: npm run tokens"],
    ["a file that is not there", ["import", "/nowhere/x.csv"], "Cannot use /nowhere/x.csv (ENOENT)"],
    ["a bad key", ["import", "/dev/null", "--key", "xyz"], "32, 48 or 64 hex digits"],
    ["an empty file", ["import", "/dev/null"], "Choose a seed file"],
  ])("ends with 1 and one line for %s", async (_, words, line) => {
    const { code, stderr } = await run(...words);
    expect(code).toBe(1);
    expect(stderr.trim().split("\n")).toEqual([expect.stringContaining(line)]);
  });
});
