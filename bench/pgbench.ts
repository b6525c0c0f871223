import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ScriptFailure } from "#scripts/failure.ts";
import { runTool } from "#scripts/steps.ts";

/** Transactions a second that pgbench gets out of a script of bare statements, prepared, on the same database. */
export async function pgbench(
  url: string,
  script: string,
  { clients = 32, seconds = 8 } = {},
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "token-desk-bench-"));
  try {
    const file = join(folder, "script.sql");
    writeFileSync(file, script);
    const { code, output } = await runTool(findTool("pgbench"), [
      ...["-n", "-M", "prepared", "-c", String(clients), "-j", "2", "-T", String(seconds), "-f", file, url],
    ]);
    const tps = /^tps = ([\d.]+)/m.exec(output)?.[1];
    if (code !== 0 || !tps) throw new ScriptFailure(`pgbench ended with ${code}: ${output.trim()}`);
    return Number(tps);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Debian keeps them beside the server of each version; the embedded PostgreSQL comes without. */
export function findTool(name: "pgbench" | "psql"): string {
  const home = "/usr/lib/postgresql";
  const versions = existsSync(home) ? readdirSync(home).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(home, version, "bin", name)).find(existsSync);
  if (found) return found;
  throw new ScriptFailure(`${name} is missing: apt-get install postgresql-contrib, then run this again`);
}
