import { randomBytes } from "node:crypto";
import { userInfo } from "node:os";
import { v4 } from "uuid";
import type { Context, SystemActor } from "#core/actor.ts";
import { env, provideSettings, serveOnly } from "#env.ts";
import { runningDatabase } from "#scripts/database.ts";
import { ScriptFailure } from "#scripts/failure.ts";
import { progressLine, rotationLines, statusLines } from "#scripts/keys-words.ts";
import { runScript } from "#scripts/run.ts";
import { completeSettings, sealKeysHere } from "#scripts/secrets.ts";

/** How often progress is told. */
const everyMs = 1_000;
/** As a shell has it for a program that Ctrl-C ended: what is left undone is no success. */
const stoppedCode = 130;

/** Works with the keys that seal seeds and card cells: what they are used for, a new one, a rotation. */
await runScript(async (stop) => {
  const [what, ...more] = process.argv.slice(2);
  if (more.length === 0 && what === "new") return printNewKey();
  if (more.length === 0 && what === "status") return withKeys(printStatus);
  if (more.length === 0 && what === "rotate") return withKeys((context) => rotate(context, stop));
  throw new ScriptFailure("Say what to do: npm run keys -- status, rotate or new");
});

/** One above the newest, and waiting: the first key of all seals at once. */
function printNewKey() {
  const [newest] = sealKeysHere();
  const key = randomBytes(32).toString("hex");
  console.log(newest ? `${newest.version + 1}:${key}:waiting` : `1:${key}`);
}

async function printStatus(context: Context<SystemActor>): Promise<number> {
  const { readKeyUses } = await import("#core/keys/status.ts");
  const uses = await readKeyUses(context);
  console.log(statusLines(uses).join("\n"));
  return uses.some(({ state, shut }) => state === "missing" || shut.length > 0) ? 1 : 0;
}

async function rotate(context: Context<SystemActor>, stop: AbortSignal): Promise<number> {
  const { rotateKeys } = await import("#core/keys/rotate.ts");
  const began = performance.now();
  let toldAt = began;
  const rotation = await rotateKeys(context, {
    stop,
    onProgress(progress) {
      if (performance.now() - toldAt < everyMs) return;
      toldAt = performance.now();
      console.log(progressLine(progress, toldAt - began));
    },
  });
  console.log(rotationLines(rotation, performance.now() - began).join("\n"));
  if (!rotation.finished) return stoppedCode;
  return rotation.shut.length > 0 ? 1 : 0;
}

/** As the role `rotation`, on the database of the desk that runs here. */
async function withKeys(work: (context: Context<SystemActor>) => Promise<number>): Promise<number> {
  const DATABASE_URL = runningDatabase();
  serveOnly("api");
  completeSettings();
  provideSettings({ DATABASE_URL });
  const { sealKeysOf } = await import("#core/seal.ts");
  const { connect } = await import("#db/client.ts");
  const connection = connect(DATABASE_URL, { role: "rotation", max: 1 });
  try {
    return await work({
      actor: { kind: "system", id: null, name: `keys: ${userInfo().username}` },
      db: connection.db,
      now: new Date(),
      keys: sealKeysOf(env().SEAL_KEYS),
      request: { id: v4(), address: "command line" },
    });
  } finally {
    await connection.close();
  }
}
