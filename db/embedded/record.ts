import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ProcessMark, sameProcess } from "#db/embedded/process-mark.ts";

/** Who started the running server, and so ends it: `start` serves the desk, `api` only borrows it. */
export type Owner = ProcessMark & {
  readonly role: OwnerRole;
  /** What started the owner, such as npm: without it the owner is on its way out. */
  readonly launcher?: ProcessMark | undefined;
};
export type OwnerRole = "start" | "api" | "tests";

/** What DATA_DIR remembers of its database; readable by its owner only, for the password is in it. */
export type EmbeddedRecord = {
  /** The folder that holds `data`, the server's files; relative to DATA_DIR if inside, so that one can move it. */
  readonly home: string;
  readonly password: string;
  /** The port of the last start; kept from start to start while it is free. */
  readonly port?: number | undefined;
  readonly owner?: Owner | undefined;
};

const fileName = "embedded.json";

/** The record of a data folder; undefined before its first start. */
export function readRecord(dataDir: string): EmbeddedRecord | undefined {
  try {
    return JSON.parse(readFileSync(join(dataDir, fileName), "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Replaces the record in one step, so that a crash leaves the old or the new one. */
export function writeRecord(dataDir: string, record: EmbeddedRecord): void {
  writePrivateFile(join(dataDir, fileName), JSON.stringify(record, undefined, 2));
}

/** Writes a file of mode 0600 whole or not at all. */
export function writePrivateFile(path: string, text: string): void {
  mkdirSync(join(path, ".."), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${text}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}

/** The owner, if that process is still alive. */
export function liveOwner(record: EmbeddedRecord | undefined): Owner | undefined {
  return record?.owner && sameProcess(record.owner) ? record.owner : undefined;
}
