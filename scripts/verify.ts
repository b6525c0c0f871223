import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildIfNeeded } from "#scripts/build.ts";
import { checkDrift } from "#scripts/drift.ts";
import { ScriptFailure } from "#scripts/failure.ts";
import { runScript } from "#scripts/run.ts";
import { runSteps, runTool, type Step, sideBySide } from "#scripts/steps.ts";

/** Every check there is, cheap ones first; the last line sums up what the test runners ran. */
await runScript(async (stop) => {
  const reports = mkdtempSync(join(tmpdir(), "token-desk-verify-"));
  const report = (name: "unit" | "whole" | "browser") => join(reports, `${name}.json`);
  const tool = (name: string, command: string, args: string[], extra: Record<string, string> = {}): Step => ({
    name,
    async run() {
      const { code, output } = await runTool(command, args, { extra, stop });
      if (code !== 0) throw new ScriptFailure(output.trim() || `${command} ended with ${code}`);
    },
  });
  const vitest = (name: string, outputFile: string, projects: readonly string[]) =>
    tool(name, "vitest", [
      "run",
      ...projects.map((project) => `--project=${project}`),
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${outputFile}`,
    ]);
  let sound = false;
  try {
    sound = await runSteps(
      [
        tool("route types", "next", ["typegen"]),
        tool("compiler", "tsc", ["--noEmit"]),
        tool("lint, imports, format", "biome", ["ci", "--error-on-warnings", "--colors=off", "."]),
        tool("nothing unused", "knip", []),
        { name: "migrations in step", run: checkDrift },
        { name: "build", run: async () => void (await buildIfNeeded(stop)) },
        vitest("tests", report("unit"), ["unit"]),
        // Each waits more than it works: for processes that start, stop and come back, and for pages.
        sideBySide("races, scripts, browser", [
          vitest("races and scripts", report("whole"), ["races", "scripts"]),
          tool("browser tests", "playwright", ["test", "--reporter=list,json"], {
            PLAYWRIGHT_JSON_OUTPUT_NAME: report("browser"),
          }),
        ]),
      ],
      stop,
    );
  } finally {
    const sums = [countUnit(report("unit")), countUnit(report("whole")), countBrowser(report("browser"))];
    const passed = sums.reduce((sum, count) => sum + count.passed, 0);
    const failed = sums.reduce((sum, count) => sum + count.failed, 0);
    rmSync(reports, { recursive: true, force: true });
    // A check that is no test, the compiler say, counts as one when it fails.
    console.log(`${passed} passed, ${sound ? failed : Math.max(failed, 1)} failed`);
  }
  return sound ? 0 : 1;
});

type Count = { readonly passed: number; readonly failed: number };

function countUnit(report: string): Count {
  const { numPassedTests = 0, numFailedTests = 0 } = readReport(report);
  return { passed: numPassedTests, failed: numFailedTests };
}

function countBrowser(report: string): Count {
  const { expected = 0, unexpected = 0, flaky = 0 } = readReport(report).stats ?? {};
  return { passed: expected, failed: unexpected + flaky };
}

type Report = {
  numPassedTests?: number;
  numFailedTests?: number;
  stats?: { expected?: number; unexpected?: number; flaky?: number };
};

function readReport(path: string): Report {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
}
