import type { Context, SystemActor } from "#core/actor.ts";
import { env } from "#env.ts";
import { anchorLines, verdictLines } from "#scripts/audit-words.ts";
import { ScriptFailure } from "#scripts/failure.ts";
import { runScript } from "#scripts/run.ts";
import { onRunningDesk } from "#scripts/running-desk.ts";

/** Verifies the audit's chain, or notes its end in the file of anchors. */
await runScript(async () => {
  const [what, ...more] = process.argv.slice(2);
  if (more.length === 0 && what === "verify") return onRunningDesk("audit", verify);
  if (more.length === 0 && what === "anchor") return onRunningDesk("audit", anchor);
  throw new ScriptFailure("Say what to do: npm run audit -- verify or anchor");
});

/** 0 where every row is in order, and every look-up that is sealed; 1 where one is not. */
async function verify(context: Context<SystemActor>): Promise<number> {
  const anchorsPath = env().AUDIT_ANCHORS;
  const { checkAudit } = await import("#core/audit/check.ts");
  const verdict = await checkAudit(context, { anchorsPath });
  console.log(verdictLines(verdict, anchorsPath).join("\n"));
  return verdict.fault || verdict.lookUps?.fault ? 1 : 0;
}

async function anchor({ db, now }: Context<SystemActor>): Promise<number> {
  const path = env().AUDIT_ANCHORS;
  if (!path) throw new ScriptFailure("Set AUDIT_ANCHORS to the file that anchors are to be added to");
  const { noteAnchors } = await import("#core/audit/note-anchors.ts");
  console.log(anchorLines(await noteAnchors({ db, path, now }), path).join("\n"));
  return 0;
}
