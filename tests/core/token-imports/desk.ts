import { createHash } from "node:crypto";
import { v7 } from "uuid";
import { afterAll, beforeAll } from "vitest";
import type { Context } from "#core/actor.ts";
import { startImport } from "#core/token-imports/start.ts";
import { uploadTokenFile } from "#core/token-imports/upload.ts";
import { workOnImport } from "#core/token-imports/work.ts";
import { type Connection, connect } from "#db/client.ts";
import { chunksOf } from "#tests/support/token-file.ts";
import type { Row, World } from "#tests/support/world.ts";

/** The seed of a made token, 20 bytes; `other` makes another. */
export const seedOf = (serial: string, other = "") =>
  createHash("sha1").update(`seed of ${serial}${other}`).digest();

export const serialsOf = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, nth) => `${prefix}${String(nth).padStart(6, "0")}`);

/** An OATH CSV of TOTP tokens with made seeds. */
export const csvOf = (serials: readonly string[], other = "") =>
  serials.map((serial) => `${serial},${seedOf(serial, other).toString("hex")},totp,6,30\n`).join("");

type File = string | Buffer;
type Said = Readonly<Record<string, string>>;

export type ImportDesk = {
  /** What a job works with: the role `jobs`. */
  job(): Context;
  /** Uploads as a person of operations. */
  upload(file: File, said?: Said): Promise<string>;
  /** Does what the queue would have done. */
  work(importId: string): Promise<void>;
  /** Uploads and checks. */
  check(file: File, said?: Said): Promise<string>;
  /** Uploads, checks, starts and imports. */
  import(file: File, said?: Said): Promise<string>;
  importOf(importId: string): Promise<Row>;
  rowsOf(importId: string): Promise<Row[]>;
};

/** Imports of token files in a world, by hand: no queue runs. */
export function withImports(world: World): ImportDesk {
  let jobs: Connection | undefined;
  beforeAll(() => {
    jobs = connect(world.url, { role: "jobs" });
  });
  afterAll(() => jobs?.close());

  const desk: ImportDesk = {
    job() {
      if (!jobs) throw new Error("The database is there inside tests only");
      const actor = { kind: "system", id: null, name: "jobs" } as const;
      return { actor, db: jobs.db, now: world.now, keys: world.keys, request: { id: v7(), address: "" } };
    },
    async upload(file, said = {}) {
      const given = { fileName: "tokens.csv", ...said };
      return (await uploadTokenFile(world.as("operations"), given, chunksOf(file))).importId;
    },
    work: (importId) => workOnImport(desk.job(), importId, new AbortController().signal),
    async check(file, said) {
      const importId = await desk.upload(file, said);
      await desk.work(importId);
      return importId;
    },
    async import(file, said) {
      const importId = await desk.check(file, said);
      await startImport(world.as("operations"), { importId });
      await desk.work(importId);
      return importId;
    },
    async importOf(importId) {
      const [found] = await world.sql`select * from token_imports where id = ${importId}`;
      return { ...found };
    },
    async rowsOf(importId) {
      const rows = await world.sql`select row, serial, fate, problem, problem_values from token_import_rows
        where import_id = ${importId} order by row`;
      return rows.map((row) => ({ ...row }));
    },
  };
  return desk;
}
