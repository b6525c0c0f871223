import { userInfo } from "node:os";
import { v4 } from "uuid";
import type { Context, SystemActor } from "#core/actor.ts";
import { env, provideSettings, serveOnly } from "#env.ts";
import { anchorLines, verdictLines } from "#scripts/audit-words.ts";
import { runningDatabase } from "#scripts/database.ts";
import { ScriptFailure } from "#scripts/failure.ts";
import { runScript } from "#scripts/run.ts";
import { completeSettings } from "#scripts/secrets.ts";

/** Verifies the audit's chain, or notes its end in the file of anchors. */
await runScript(async () => {
  const [what, ...more] = process.argv.slice(2);
  if (more.length === 0 && what === "verify") return withAudit(verify);
  if (more.length === 0 && what === "anchor") return withAudit(anchor);
  throw new ScriptFailure("Say what to do: npm run audit -- verify or anchor");
});

/** 0 where every row is in order, 1 where one is not. */
async function verify(context: Context<SystemActor>): Promise<number> {
  const anchorsPath = env().AUDIT_ANCHORS;
  const { checkAudit } = await import("#core/audit/check.ts");
  const verdict = await checkAudit(context, { anchorsPath });
  console.log(verdictLines(verdict, anchorsPath).join("\n"));
  return verdict.fault ? 1 : 0;
}

async function anchor({ db, now }: Context<SystemActor>): Promise<number> {
  const path = env().AUDIT_ANCHORS;
  if (!path) throw new ScriptFailure("Set AUDIT_ANCHORS to the file that anchors are to be added to");
  const { noteAnchors } = await import("#core/audit/note-anchors.ts");
  console.log(anchorLines(await noteAnchors({ db, path, now }), path).join("\n"));
  return 0;
}

/** As the desks' role, on the database of the desk that runs here. */
async function withAudit(work: (context: Context<SystemActor>) => Promise<number>): Promise<number> {
  const DATABASE_URL = runningDatabase();
  serveOnly("api");
  completeSettings();
  provideSettings({ DATABASE_URL });
  const { sealKeysOf } = await import("#core/seal.ts");
  const { connect } = await import("#db/client.ts");
  const connection = connect(DATABASE_URL, { role: "console", max: 1 });
  const context: Context<SystemActor> = {
    actor: { kind: "system", id: null, name: `audit: ${userInfo().username}` },
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
