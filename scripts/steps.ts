import { spawn } from "node:child_process";
import { childEnvironment } from "#env.ts";

/** What a program said, and how it ended. */
export type Outcome = { readonly code: number; readonly output: string };

/** Runs one of the project's tools to its end. `shown`: its output goes straight to ours. */
export function runTool(
  command: string,
  args: readonly string[],
  {
    extra = {},
    shown = false,
    stop,
  }: { extra?: Record<string, string>; shown?: boolean; stop?: AbortSignal } = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      env: childEnvironment({ ...(shown ? {} : { NO_COLOR: "1" }), ...extra }),
      stdio: ["ignore", shown ? "inherit" : "pipe", shown ? "inherit" : "pipe"],
    });
    stop?.addEventListener("abort", () => child.kill("SIGINT"), { once: true });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        output += chunk;
      });
    }
    child.once("error", (error) => resolve({ code: 127, output: `${command}: ${error.message}` }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** One check: its name, and what does it. A rejection is its failure, the message what to show. */
export type Step = { readonly name: string; readonly run: () => Promise<void> };

/** Several as one, at the same time; all are run to their end, and it fails with whatever any of them says. */
export function sideBySide(name: string, steps: readonly Step[]): Step {
  return {
    name,
    async run() {
      const ended = await Promise.allSettled(steps.map(({ run }) => run()));
      const failures = ended.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
      if (failures.length > 0)
        throw new AggregateError(failures, failures.map(({ message }) => message).join("\n"));
    },
  };
}

/** Runs the steps in turn, tells the time of each, and stops at the first that fails. True if none did. */
export async function runSteps(steps: readonly Step[], stop: AbortSignal): Promise<boolean> {
  const rows: string[] = [];
  const began = Date.now();
  let failure: unknown;
  for (const { name, run } of steps) {
    const from = Date.now();
    process.stdout.write(`${name} … `);
    try {
      await run();
    } catch (error) {
      failure = error;
    }
    const seconds = `${((Date.now() - from) / 1000).toFixed(1)} s`;
    console.log(failure ? `failed after ${seconds}` : seconds);
    rows.push(`  ${(failure ? "failed" : "passed").padEnd(8)}${name.padEnd(24)}${seconds.padStart(9)}`);
    if (failure || stop.aborted) break;
  }
  if (failure instanceof Error) console.log(`\n${failure.message}`);
  const total = `${((Date.now() - began) / 1000).toFixed(1)} s`;
  console.log(`\n${rows.join("\n")}\n  ${"".padEnd(8)}${"all".padEnd(24)}${total.padStart(9)}`);
  return !failure && !stop.aborted;
}
