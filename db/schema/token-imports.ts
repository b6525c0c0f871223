import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { endedImportStates, importStates, rowFates, unreadImportStates } from "#core/token-imports/rules.ts";
import { at, bytea, id } from "./columns.ts";
import { oneOf } from "./one-of.ts";
import { staff } from "./staff.ts";
import { codeColumns } from "./tokens.ts";

/** A maker's file of tokens, from its upload to the stock. */
export const tokenImports = pgTable(
  "token_imports",
  {
    id: id(),
    state: text({ enum: importStates }).notNull().default("uploading"),
    /** Null for the command line, which knows no staff. */
    makerId: uuid().references(() => staff.id),
    fileName: text().notNull(),
    fileBytes: bigint({ mode: "number" }).notNull().default(0),
    /** Of the whole file, in hex; known once it is here. */
    fileSha256: text(),
    /** What the file turned out to be, such as `pskc`; known once it is opened. */
    format: text(),
    batch: text().notNull(),
    /** For tokens of which the file does not say it. */
    manufacturer: text().notNull(),
    model: text().notNull(),
    expiresOn: date({ mode: "string" }).notNull(),
    /** The key or password that opens the file (JSON), sealed for the import's id; gone once the file is read. */
    secretSealed: bytea(),
    secretKeyVersion: smallint(),
    /** How often a job began to read it: what an earlier, dead one still wants to write is not let in. */
    attempts: integer().notNull().default(0),
    readBytes: bigint({ mode: "number" }).notNull().default(0),
    newRows: integer().notNull().default(0),
    knownRows: integer().notNull().default(0),
    problemRows: integer().notNull().default(0),
    /** Why it was refused or failed: the key of a message. */
    refusal: text(),
    uploadedAt: at().notNull(),
    startedAt: at(),
    endedAt: at(),
  },
  (t) => [
    check("token_imports_state_known", oneOf(t.state, importStates)),
    check(
      "token_imports_whole_file",
      sql`${t.state} in ('uploading', 'failed', 'cancelled')
        or ${t.fileBytes} > 0 and coalesce(${t.fileSha256}, '') ~ '^[0-9a-f]{64}$'`,
    ),
    check(
      "token_imports_secret_while_unread",
      sql`(${t.secretSealed} is null) = (${t.secretKeyVersion} is null)
        and (${t.secretSealed} is null or ${oneOf(t.state, unreadImportStates)})`,
    ),
    check(
      "token_imports_counts_not_negative",
      sql`least(${t.fileBytes}, ${t.readBytes}, ${t.attempts}, ${t.newRows}, ${t.knownRows}, ${t.problemRows}) >= 0`,
    ),
    check(
      "token_imports_all_or_nothing",
      sql`${t.state} not in ('checked', 'imported') or ${t.problemRows} = 0`,
    ),
    check(
      "token_imports_started",
      sql`${t.state} not in ('importing', 'imported') or ${t.startedAt} is not null`,
    ),
    check("token_imports_ended", sql`(${oneOf(t.state, endedImportStates)}) = (${t.endedAt} is not null)`),
    check(
      "token_imports_refused_why",
      sql`(${t.state} in ('refused', 'failed')) = (${t.refusal} is not null)`,
    ),
    index("token_imports_by_upload").on(t.uploadedAt),
  ],
);

/** A piece of the file, sealed for `<import>/<number>`, since a plain PSKC holds seeds; gone once it is read. */
export const tokenImportChunks = pgTable(
  "token_import_chunks",
  {
    importId: uuid()
      .notNull()
      .references(() => tokenImports.id),
    number: integer().notNull(),
    sealed: bytea().notNull(),
    keyVersion: smallint().notNull(),
  },
  (t) => [primaryKey({ name: "token_import_chunks_pkey", columns: [t.importId, t.number] })],
);

/**
 * What becomes of each row of the file; kept, as the import's report. No foreign key: a hundred thousand rows at a
 * time would pay for it, and they are written under their import's lock alone.
 */
export const tokenImportRows = pgTable(
  "token_import_rows",
  {
    importId: uuid().notNull(),
    row: integer().notNull(),
    serial: text(),
    fate: text({ enum: rowFates }).notNull(),
    /** The key of a message, and what it names. */
    problem: text(),
    problemValues: jsonb().$type<Record<string, string>>(),
  },
  (t) => [
    primaryKey({ name: "token_import_rows_pkey", columns: [t.importId, t.row] }),
    index("token_import_rows_problems").on(t.importId, t.row).where(sql`${t.fate} = 'problem'`),
    check("token_import_rows_fate_known", oneOf(t.fate, rowFates)),
    check("token_import_rows_problem_named", sql`(${t.fate} = 'problem') = (${t.problem} is not null)`),
    check("token_import_rows_serial_known", sql`${t.fate} = 'problem' or ${t.serial} is not null`),
  ],
);

/** A new token that was read and waits for the stock, its seed sealed as there; gone once the import is over. Likewise. */
export const stagedTokens = pgTable(
  "staged_tokens",
  {
    importId: uuid().notNull(),
    row: integer().notNull(),
    /** The id that it will have as a token. */
    tokenId: uuid().notNull(),
    serial: text().notNull(),
    ...codeColumns(),
    lastStep: bigint({ mode: "number" }).notNull(),
    driftSteps: integer().notNull(),
    manufacturer: text().notNull(),
    model: text().notNull(),
    expiresOn: date({ mode: "string" }).notNull(),
  },
  (t) => [primaryKey({ name: "staged_tokens_pkey", columns: [t.importId, t.row] })],
);
