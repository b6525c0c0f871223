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

/** The audit's lists and the look-ups at full size, against the same at 10,000 rows. */
export async function run(bench: Bench): Promise<Result[]> {
  const small = await measure(await openFilled(bench, few), few);
  const large = await measure(await openFilled(bench, many), many);
  return Object.keys(looks).flatMap((name): Result[] => {
    const [one = Number.NaN, other = Number.NaN] = [small[name], large[name]];
    return [
      { name: `${name}, ${many} rows, ms`, value: other, target: null, better: "lower" },
      { name: `${name}, ${many} / ${few}`, value: other / one, target: 1.3, better: "lower" },
    ];
  });
}

/** The median of each look in ms, one after the other, after three to warm up. */
async function measure(url: string, rows: number): Promise<Record<string, number>> {
  const { db, close } = connect(url, { role: "console", max: 2 });
  const now = new Date("2026-11-24T10:00:00+09:00");
  const context: Context<StaffActor> = {
    actor: auditor,
    db,
    now,
    keys: { newest: 1, byVersion: new Map() },
    request: { id: "bench", address: "10.0.0.1" },
  };
  const medians: Record<string, number> = {};
  try {
    for (const [name, look] of Object.entries(looks)) {
      const times: number[] = [];
      for (let round = -3; round < rounds; round++) {
        const began = performance.now();
        await look(context, rows);
        if (round >= 0) times.push(performance.now() - began);
      }
      medians[name] = median(times);
    }
  } finally {
    await close();
  }
  return medians;
}
