import { userInfo } from "node:os";
import { env, serveOnly } from "#env.ts";
import { openDatabase } from "#scripts/database.ts";
import { ScriptFailure } from "#scripts/failure.ts";
import { runScript } from "#scripts/run.ts";
import { completeSettings } from "#scripts/secrets.ts";

const usage = "Usage: npm run staff -- invite-administrator NAME USERNAME";

/** Invites the first administrator, who invites everybody else in the console. Prints a link that is good once. */
await runScript(async () => {
  const [what, name, username, ...more] = process.argv.slice(2);
  if (what !== "invite-administrator" || !name || !username || more.length > 0) {
    throw new ScriptFailure(usage);
  }
  serveOnly("api");
  completeSettings();
  const database = await openDatabase("api");
  try {
    const { token, expiresAt } = await invite({ name, username });
    const until = expiresAt.toLocaleString("sv-SE", { timeZone: "Asia/Tokyo" }).slice(0, 16);
    console.log(`${env().PUBLIC_URL}/join/${token}`);
    console.error(
      `The link works once, until ${until} in Japan. Give it to ${username} alone, by a safe way.`,
    );
  } finally {
    await database.stop();
  }
});

async function invite(given: { name: string; username: string }) {
  const { inviteAdministrator } = await import("#core/staff/invite-administrator.ts");
  const { Failure } = await import("#core/errors.ts");
  const { sealKeysOf } = await import("#core/seal.ts");
  const { database } = await import("#db/client.ts");
  const { failureText, fieldError } = await import("#components/words/translate.ts");
  const context = {
    actor: { kind: "system", id: null, name: `staff: ${userInfo().username}` },
    db: database(),
    keys: sealKeysOf(env().SEAL_KEYS),
    now: new Date(),
    request: { id: crypto.randomUUID(), address: "command line" },
  } as const;
  try {
    return await inviteAdministrator(context, given);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const [message] = Object.values(error.fields).map((key) => fieldError("en", key));
    throw new ScriptFailure(message ?? failureText("en", error));
  }
}
