import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { childEnvironment } from "#env.ts";
import { ScriptFailure } from "#scripts/failure.ts";

/** Everything that a build reads. */
const sources = ["{app,api,components,core,db,demo,env,public}/**/*", "*.{ts,js,mjs,json}"];
const stamp = ".next/built-from";

/** Builds the pages if a source changed since the last build. True if it built. */
export async function buildIfNeeded(stop?: AbortSignal): Promise<boolean> {
  const wanted = hashOfSources();
  if (existsSync(".next/BUILD_ID") && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted)
    return false;
  const child = spawn("node", ["node_modules/next/dist/bin/next", "build"], {
    env: childEnvironment({ NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  stop?.addEventListener("abort", () => child.kill(), { once: true });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      said += chunk;
    });
  }
  const code = await new Promise((resolve) => child.once("close", resolve));
  stop?.throwIfAborted();
  if (code !== 0) {
    if (/ENOSPC|no space left/i.test(said))
      throw new ScriptFailure("The disk is full: free some space and start again");
    throw new ScriptFailure(`${said.trim()}\nBuilding the pages failed: see above`);
  }
  writeFileSync(stamp, wanted);
  return true;
}

function hashOfSources(): string {
  const hash = createHash("sha256").update(process.version);
  for (const path of globSync(sources).sort()) {
    if (path.startsWith("tsconfig.tsbuildinfo") || path.startsWith("next-env")) continue;
    const content = readFile(path);
    if (content) hash.update(path).update("\0").update(content).update("\0");
  }
  return hash.digest("hex");
}

/** Undefined for a folder, or a file that went away meanwhile. */
function readFile(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
