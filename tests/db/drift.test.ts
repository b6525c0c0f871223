import { globSync, readFileSync } from "node:fs";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { expect, test } from "vitest";

test("no table was changed without a migration", async () => {
  const schema: Record<string, unknown> = {};
  for (const path of globSync("db/schema/*.ts"))
    Object.assign(schema, await import(/* @vite-ignore */ `#${path}`));
  const [newest] = globSync("db/migrations/meta/*_snapshot.json").sort().reverse();
  const written = JSON.parse(readFileSync(newest ?? "", "utf8"));
  const now = generateDrizzleJson(schema, written.id, ["public"], "snake_case");
  expect(await generateMigration(written, now)).toEqual([]);
});
