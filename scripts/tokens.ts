import { readFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { wantsReader } from "#core/token-imports/pieces.ts";
import { startReader } from "#core/token-imports/read-in-thread.ts";
import { serveOnly } from "#env.ts";
import { openDatabase } from "#scripts/database.ts";
import { ScriptFailure } from "#scripts/failure.ts";
import { runScript } from "#scripts/run.ts";
import { completeSettings } from "#scripts/secrets.ts";

const usage =
  "Usage: npm run tokens -- import FILE [--key HEX | --key-file FILE] [--password-file FILE] [--batch NAME] [--dry-run]";

/** Imports a maker's file of tokens, as the console does. Ends with 1 where the file is refused. */
await runScript(async (stop) => {
  const { file, dryRun, said } = readArguments();
  const handle = await open(file);
  const stat = await handle.stat();
  const straight = stat.isFile() && !dryRun;
  // Begins while the rest is loaded, and the database brought up.
  const reader = straight && wantsReader(stat.size) ? startReader() : undefined;
  serveOnly("api");
  completeSettings();
  // Loaded while the database is found and brought up.
  const loaded = import("#scripts/import-file.ts");
  const database = await openDatabase("api");
  try {
    const { importFile } = await loaded;
    const given = { fileName: basename(file), ...said };
    const tokenFile = { bytes: stat.size, open: () => bytesOf(handle, stat.isFile()), reader };
    return await importFile(given, tokenFile, { straight, dryRun, stop });
  } finally {
    await database.stop();
  }
});

/** The bytes of a file from its beginning, of a pipe from where it is; each chunk is there until the next is asked for. */
async function* bytesOf(handle: FileHandle, isFile: boolean): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.alloc(262_144);
  for (let at = 0; ; ) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, isFile ? at : null);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

function readArguments() {
  const { values, positionals } = parsed();
  const [command, file, ...more] = positionals;
  if (command !== "import" || !file || more.length > 0) throw new ScriptFailure(usage);
  const inFile = (path?: string) => path && readFileSync(path, "utf8").trim();
  return {
    file,
    dryRun: values["dry-run"] ?? false,
    said: {
      batch: values.batch,
      fileKey: values.key ?? inFile(values["key-file"]),
      filePassword: inFile(values["password-file"]),
    },
  };
}

function parsed() {
  const one = { type: "string" } as const;
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        key: one,
        "key-file": one,
        "password-file": one,
        batch: one,
        "dry-run": { type: "boolean" },
      },
    });
  } catch {
    throw new ScriptFailure(usage);
  }
}
