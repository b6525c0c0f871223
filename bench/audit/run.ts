import type { Bench } from "#bench/desk.ts";
import { median, type Result } from "#bench/results.ts";
import type { Context, StaffActor } from "#core/actor.ts";
import { listOfAudit } from "#core/audit/list.ts";
import { listOfLookUps } from "#core/look-ups/list.ts";
import { readLookUpMonth } from "#core/look-ups/month.ts";
import { connect } from "#db/client.ts";
import { openFilled } from "./fill.ts";

const few = 10_000;
/** What a start from nothing fills within two minutes; ROWS=10000000 is the bank after ten years. */
const many = Number(process.env.ROWS) || 1_000_000;
const rounds = 30;

const auditor: StaffActor = {
  kind: "staff",
  id: "70000000-0000-7000-8000-000000000001",
  name: "監査",
  role: "auditor",
  branchCode: null,
  confirmedUntil: null,
  signedInAt: new Date(0),
  standsInFor: [],
};

type Look = (context: Context<StaffActor>, rows: number) => Promise<unknown>;

/** What an auditor looks at: the newest page, the middle, each condition, two together, and the look-ups of a month. */
const looks: Record<string, Look> = {
  "audit, newest": (by) => listOfAudit(by, {}),
  "audit, the middle": (by, rows) => listOfAudit(by, { before: Math.floor(rows / 2) }),
  "audit, command": (by) => listOfAudit(by, { action: "form.approve" }),
  "audit, person": (by) => listOfAudit(by, { actor: "職員7" }),
  "audit, person and command": (by) => listOfAudit(by, { actor: "職員9", action: "form.approve" }),
  "audit, address": (by) => listOfAudit(by, { address: "10.0.9.9" }),
  "audit, command and address": (by) => listOfAudit(by, { action: "form.approve", address: "10.0.9.9" }),
  "audit, number": (by) => listOfAudit(by, { text: "0000100" }),
  "audit, days": (by) => listOfAudit(by, { from: "2026-10-01", until: "2026-10-31" }),
  "look-ups, a person's month": (by) => listOfLookUps(by, { month: "2026-10", staffId: auditor.id }),
  "look-ups, a contract's month": (by) =>
    listOfLookUps(by, { month: "2026-10", contractorId: "00000000042" }),
  "look-ups, the month's sums": (by) => readLookUpMonth(by, { month: "2026-10" }),
};

/** What sums up a month's rows takes as long as there are rows in it: told, but held against nothing. */
const sums = "look-ups, the month's sums";

/** The audit's lists and the look-ups at full size, against the same at 10,000 rows, asked for in turn. */
export async function run(bench: Bench): Promise<Result[]> {
  const small = open(await openFilled(bench, few));
  const large = open(await openFilled(bench, many));
  try {
    const results: Result[] = [];
    for (const [name, look] of Object.entries(looks)) {
      const [one, other]: [number[], number[]] = [[], []];
      for (let round = -3; round < rounds; round++) {
        const times = [
          await timed(() => look(small.by, few)),
          await timed(() => look(large.by, many)),
        ] as const;
        if (round < 0) continue;
        one.push(times[0]);
        other.push(times[1]);
      }
      const target = name === sums ? null : 1.3;
      results.push(
        { name: `${name}, ${many} rows, ms`, value: median(other), target: null, better: "lower" },
        { name: `${name}, ${many} / ${few}`, value: median(other) / median(one), target, better: "lower" },
      );
    }
    return results;
  } finally {
    await Promise.all([small.close(), large.close()]);
  }
}

function open(url: string): { by: Context<StaffActor>; close(): Promise<void> } {
  const { db, close } = connect(url, { role: "console", max: 2 });
  const now = new Date("2026-11-24T10:00:00+09:00");
  const keys = { newest: 1, byVersion: new Map() };
  return { by: { actor: auditor, db, now, keys, request: { id: "bench", address: "10.0.0.1" } }, close };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
