import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ScriptFailure } from "#scripts/failure.ts";
import { runTool } from "#scripts/steps.ts";

/** Fails if db/schema says something that no committed migration does. */
export async function checkDrift(): Promise<void> {
  // drizzle-kit takes a path below the project only.
  const copy = mkdtempSync(join("node_modules", ".drift-"));
  try {
    cpSync("db/migrations", copy, { recursive: true });
    const before = new Set(readdirSync(copy));
    const { code, output } = await runTool("drizzle-kit", [
      "generate",
      "--dialect=postgresql",
      "--casing=snake_case",
      "--schema=./db/schema/*.ts",
      `--out=${copy}`,
    ]);
    if (code !== 0) throw new ScriptFailure(output);
    const made = readdirSync(copy).filter((name) => !before.has(name));
    if (made.length === 0 && /No schema changes/.test(output)) return;
    const missing = made.map((name) => readFileSync(join(copy, name), "utf8"));
    throw new ScriptFailure(
      `db/schema and db/migrations disagree; run \`drizzle-kit generate\`. Missing:\n${missing.join("\n")}\n${output}`,
    );
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
