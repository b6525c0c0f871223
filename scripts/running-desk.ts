import { userInfo } from "node:os";
import { v4 } from "uuid";
import type { Context, SystemActor } from "#core/actor.ts";
import { env, provideSettings, serveOnly } from "#env.ts";
import { runningDatabase } from "#scripts/database.ts";
import { completeSettings } from "#scripts/secrets.ts";

/** Works as the desks' role on the database of the desk that runs here, on behalf of a command line's `name`. */
export async function onRunningDesk(
  name: string,
  work: (context: Context<SystemActor>) => Promise<number>,
): Promise<number> {
  const DATABASE_URL = runningDatabase();
  serveOnly("api");
  completeSettings();
  provideSettings({ DATABASE_URL });
  const { sealKeysOf } = await import("#core/seal.ts");
  const { connect } = await import("#db/client.ts");
  const connection = connect(DATABASE_URL, { role: "console", max: 1 });
  const context: Context<SystemActor> = {
    actor: { kind: "system", id: null, name: `${name}: ${userInfo().username}` },
    db: connection.db,
    now: new Date(),
    keys: sealKeysOf(env().SEAL_KEYS),
    request: { id: v4(), address: "command line" },
  };
  try {
    return await work(context);
  } finally {
    await connection.close();
  }
}
