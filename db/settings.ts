import { and, count, desc, eq, ne } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { ProposalState } from "#core/proposals/rules.ts";
import { bankSettingNames, type SettingValues } from "#core/settings/rules.ts";
import type { Tx } from "./client.ts";
import { checker, maker } from "./proposals.ts";
import { settingChanges, settings } from "./schema/settings.ts";

export type Settings = typeof settings.$inferSelect;

/** The bank's choices now in force. */
export async function readSettings(tx: Tx): Promise<Settings> {
  const [row] = await tx.select().from(settings);
  if (!row) throw new Error("the settings' row is missing: run the migrations");
  return row;
}

type Row = typeof settingChanges.$inferSelect;
/** A change of the settings; `before` and `after` under the names that core has for them. */
export type SettingChange = Omit<Row, "before" | "after"> & { before: SettingValues; after: SettingValues };
/** The same with the names of who proposed and who decided it. */
export type NamedSettingChange = SettingChange & { makerName: string; checkerName: string | null };

export async function insertSettingChange(
  tx: Tx,
  { before, after, ...change }: Pick<SettingChange, "before" | "after" | "reason" | "makerId" | "proposedAt">,
): Promise<SettingChange> {
  const [inserted] = await tx
    .insert(settingChanges)
    .values({ ...change, before: byColumn(before), after: byColumn(after) })
    .returning();
  if (!inserted) throw new Error("insert returned no row");
  return readChange(inserted);
}

export async function findSettingChange(tx: Tx, id: string): Promise<SettingChange | undefined> {
  const [found] = await tx.select().from(settingChanges).where(eq(settingChanges.id, id));
  return found && readChange(found);
}

/**
 * Writes a decision if the change is still in the state that was read; undefined if somebody was quicker.
 * An approval puts the change in force: a trigger does.
 */
export async function saveSettingChange(
  tx: Tx,
  read: { id: string; state: ProposalState },
  decision: Partial<Pick<Row, "state" | "checkerId" | "decidedAt" | "decisionNote">>,
): Promise<SettingChange | undefined> {
  const [saved] = await tx
    .update(settingChanges)
    .set(decision)
    .where(and(eq(settingChanges.id, read.id), eq(settingChanges.state, read.state)))
    .returning();
  return saved && readChange(saved);
}

/** The id of the change that came into force last; undefined where none ever did. */
export async function findLatestApproval(tx: Tx): Promise<string | undefined> {
  const [latest] = await tx
    .select({ id: settingChanges.id })
    .from(settingChanges)
    .where(eq(settingChanges.state, "approved"))
    .orderBy(desc(settingChanges.decidedAt), desc(settingChanges.id))
    .limit(1);
  return latest?.id;
}

/** The one change that waits for its decision. */
export async function findProposedChange(tx: Tx): Promise<NamedSettingChange | undefined> {
  const [found] = await namedChanges(tx).where(eq(settingChanges.state, "proposed"));
  return found && readNamed(found);
}

/** What became of the changes, the newest first, one page of it and how many in all. */
export async function listDecidedChanges(tx: Tx, { offset, limit }: { offset: number; limit: number }) {
  const where = ne(settingChanges.state, "proposed");
  const rows = await namedChanges(tx)
    .where(where)
    .orderBy(desc(settingChanges.decidedAt), desc(settingChanges.id))
    .limit(limit)
    .offset(offset);
  const [counted] = await tx.select({ total: count() }).from(settingChanges).where(where);
  return { rows: rows.map(readNamed), total: counted?.total ?? 0 };
}

function namedChanges(tx: Tx) {
  return tx
    .select({ change: settingChanges, makerName: maker.name, checkerName: checker.name })
    .from(settingChanges)
    .innerJoin(maker, eq(maker.id, settingChanges.makerId))
    .leftJoin(checker, eq(checker.id, settingChanges.checkerId));
}

function readNamed(found: { change: Row; makerName: string; checkerName: string | null }) {
  const { change, ...names } = found;
  return { ...readChange(change), ...names };
}

function readChange(row: Row): SettingChange {
  return { ...row, before: byName(row.before), after: byName(row.after) };
}

/** The table keeps values under the columns' names, so that its trigger can put them in force. */
function byColumn(values: SettingValues): Record<string, number | string | null> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [toSnakeCase(name), value]));
}

function byName(values: Record<string, number | string | null>): SettingValues {
  return Object.fromEntries(
    bankSettingNames.flatMap((name) => {
      const value = values[toSnakeCase(name)];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
