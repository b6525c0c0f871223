import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addRows } from "#tests/core/audit/made.ts";
import { runToEnd } from "#tests/support/desk.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "token-desk-anchors-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const path = () => join(folder, "held", "anchors.log");
const audit = (...words: string[]) =>
  runToEnd(["scripts/audit.ts", ...words], {
    DATABASE_URL: world.url,
    SEAL_KEYS: `1:${"ab".repeat(32)}`,
    AUDIT_ANCHORS: path(),
  });
const lines = () => readFileSync(path(), "utf8").trim().split("\n");
const ownersChange = (change: string) =>
  world.sql.begin(async (sql) => {
    await sql`alter table audit disable trigger user`;
    await sql.unsafe(change);
    await sql`alter table audit enable trigger user`;
  });

test("whoever verifies is told in one line, by the anchors too", async () => {
  expect(await audit("verify")).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^In order: 0 rows\n/),
  });
  await addRows(world, 5);
  expect(await audit("anchor")).toMatchObject({ code: 0, stderr: "" });
  expect(lines()).toHaveLength(1);
  expect(lines()[0]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z audit 5 [0-9a-f]{64}$/);
  expect((await audit("anchor")).stdout).toBe(`Nothing new to note in ${path()}\n`);
  await addRows(world, 5);
  await audit("anchor");
  const sound = await audit("verify");
  expect(sound).toMatchObject({ code: 0, stderr: "" });
  expect(sound.stdout).toContain("In order: 10 rows, up to 10 ");
  expect(sound.stdout).toContain(`2 anchors in ${path()}, the newest of `);

  await ownersChange("update audit set reason = 'x' where id = 3");
  const altered = await audit("verify");
  expect(altered).toMatchObject({ code: 1, stderr: "" });
  expect(altered.stdout).toContain("WRONG: row 3 is not as it was written (2 rows before it are in order)\n");
  await ownersChange("update audit set reason = '理由' where id = 3");

  await ownersChange("delete from audit where id > 7");
  expect((await audit("verify")).stdout).toContain("WRONG: rows from 8 on are missing: the end was cut off");

  appendFileSync(path(), "something else\n");
  expect((await audit("verify")).stdout).toContain(`1 lines of ${path()} cannot be read`);
});

test("without a file no anchors are noted, and verifying says so", async () => {
  const unset = { DATABASE_URL: world.url, SEAL_KEYS: `1:${"ab".repeat(32)}`, AUDIT_ANCHORS: "" };
  expect(await runToEnd(["scripts/audit.ts", "anchor"], unset)).toMatchObject({
    code: 1,
    stderr: "Set AUDIT_ANCHORS to the file that anchors are to be added to\n",
  });
  expect((await runToEnd(["scripts/audit.ts", "verify"], unset)).stdout).toContain(
    "No anchors in AUDIT_ANCHORS",
  );
});

test("whoever says nothing else is told what can be said", async () => {
  expect(await audit()).toMatchObject({
    code: 1,
    stderr: "Say what to do: npm run audit -- verify or anchor\n",
  });
});
