import { freePort, launch } from "#tests/support/desk.ts";

/** A process of `npm run api`, on a free port of loopback. */
export type ApiProcess = {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  output(): string;
  /** Sends a signal and waits for the end. Gives the exit code; null if the signal itself ended it. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
};

/** Starts the API alone, and waits until it is ready. */
export async function startApi(settings: Record<string, string>): Promise<ApiProcess> {
  const port = Number(settings.API_PORT ?? (await freePort()));
  const child = launch(["scripts/api.ts"], { API_PORT: String(port), ...settings });
  await new Promise<void>((resolve, reject) => {
    child.process.stdout?.on("data", () => child.output().includes("is ready") && resolve());
    child.process.once("exit", (code) =>
      reject(new Error(`The API ended with ${code} before it was ready:\n${child.output()}`)),
    );
  });
  return {
    url: `http://127.0.0.1:${port}/api/v1`,
    port,
    pid: child.process.pid ?? 0,
    output: child.output,
    async end(signal = "SIGTERM") {
      child.process.kill(signal);
      return (await child.ended).code;
    },
  };
}
