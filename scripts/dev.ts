import { serveDesk } from "#scripts/desk.ts";
import { runScript } from "#scripts/run.ts";

await runScript((stop) => serveDesk({ dev: true }, stop));
