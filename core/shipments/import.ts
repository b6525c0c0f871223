import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { findShipmentsByNumber, listEventsOf } from "#db/shipments.ts";
import type { StaffActor } from "../actor.ts";
import { japanDay, readJapanTime } from "../clock.ts";
import { type Change, command, query } from "../command.ts";
import { explained } from "../conflict.ts";
import { fail, failField } from "../errors.ts";
import { once } from "../file-text.ts";
import type { CarrierEvent } from "./carrier.ts";
import { trackingNumberInput } from "./input.ts";
import { japanPostFile } from "./japan-post-file.ts";
import { type Posted, recordEvent } from "./record-event.ts";
import { hear, latestWord, type MailState, mailWords } from "./rules.ts";

/** Rows that one file may have: a week of a desk's mail. */
export const mailRowsAtMost = 1_000;

/** What becomes of a row: recorded, known already, or not to be had, with the key of a message why. */
export type MailRow = CarrierEvent & { fate: "new" | "known" | "problem"; problem: string | null };

type Judged = MailRow & { posted?: Posted; event?: MailState; at?: Date };

/** Reads a file's rows and says what would become of each, shipment by shipment in the order of time. */
async function judge(tx: Tx, text: string, now: Date): Promise<Judged[]> {
  const rows: CarrierEvent[] = [];
  for await (const some of japanPostFile.events(once(text))) {
    rows.push(...some);
    if (rows.length > mailRowsAtMost) fail("invalid", "input", { file: "mailFile.many" });
  }
  if (rows.length === 0) fail("invalid", "input", { file: "mailFile.empty" });
  const numbers = rows.map((row) => trackingNumberInput.safeParse(row.trackingNumber).data ?? "");
  const found = await findShipmentsByNumber(tx, [...new Set(numbers)]);
  const byNumber = new Map(found.map((posted) => [posted.shipment.trackingNumber, posted]));
  const events = await listEventsOf(
    tx,
    found.map(({ shipment }) => shipment.id),
  );
  const known = new Set(events.map((one) => `${one.shipmentId} ${one.event} ${one.happenedAt.getTime()}`));
  const states = new Map(found.map(({ shipment }) => [shipment.id, shipment.state]));
  const latest = new Map(
    found.map(({ shipment: { id } }) => [id, latestWord(events.filter((one) => one.shipmentId === id))]),
  );
  const judged = new Map<number, Judged>();
  const inTime = rows
    .map((row, nth) => ({ row, posted: byNumber.get(numbers[nth] ?? "") }))
    .toSorted((one, other) => one.row.happenedAt.localeCompare(other.row.happenedAt));
  for (const { row, posted } of inTime)
    judged.set(row.row, judgeRow(row, posted, { known, states, latest, now }));
  return rows.map(({ row }) => judged.get(row)).filter((one) => one !== undefined);
}

type Ground = {
  known: Set<string>;
  states: Map<string, MailState>;
  latest: Map<string, Date | undefined>;
  now: Date;
};

function judgeRow(
  row: CarrierEvent,
  posted: Posted | undefined,
  { known, states, latest, now }: Ground,
): Judged {
  const problem = (why: string): Judged => ({ ...row, fate: "problem", problem: why });
  if (!posted) return problem("trackingNumber.unknown");
  const word = row.word.normalize("NFKC").trim();
  const event = Object.hasOwn(mailWords, word) ? mailWords[word] : undefined;
  if (!event) return problem("mailFile.word");
  const at = readJapanTime(row.happenedAt);
  if (!at) return problem("happenedAt.format");
  if (at > now) return problem("happenedAt.future");
  const { shipment } = posted;
  const sign = `${shipment.id} ${event} ${at.getTime()}`;
  // The dispatch has said by itself that it was posted.
  if (known.has(sign) || event === "posted") return { ...row, fate: "known", problem: null };
  if (japanDay(at) < japanDay(shipment.shippedAt)) return problem("happenedAt.format");
  const latestAt = latest.get(shipment.id);
  const heard = hear(states.get(shipment.id) ?? shipment.state, { event, happenedAt: at, latestAt });
  if (typeof heard === "string") return problem(heard);
  states.set(shipment.id, heard.state);
  if (!latestAt || at > latestAt) latest.set(shipment.id, at);
  known.add(sign);
  return { ...row, fate: "new", problem: null, posted, event, at };
}

const input = z.object({ text: z.string("required").min(1, "mailFile.empty").max(900_000, "tooLong") });

/** What a file of the post would come to, row by row. */
export const previewMail = query({
  permit: "order.dispatch",
  input,
  async run({ db, now }, { text }) {
    const rows = await judge(db, text, now);
    return { rows: rows.map(({ posted: _, event: __, at: ___, ...row }): MailRow => row) };
  },
});

const recordFile = command<typeof input, { recorded: number; known: number; problems: number }, StaffActor>({
  name: "mail.record",
  permit: "order.dispatch",
  input,
  async run({ tx, actor, now }, { text }) {
    const rows = await judge(tx, text, now);
    const fresh = rows
      .filter(({ fate }) => fate === "new")
      .toSorted((one, other) => one.happenedAt.localeCompare(other.happenedAt));
    const changes: Change[] = [];
    for (const { trackingNumber, event, at, office } of fresh) {
      // Read anew: an earlier row of the same shipment has moved it on.
      const number = trackingNumberInput.parse(trackingNumber);
      const [posted] = await findShipmentsByNumber(tx, [number]);
      if (!posted || !event || !at) return fail("conflict", "shipment");
      changes.push(await recordEvent(tx, posted, { event, happenedAt: at, office, by: actor, now }));
    }
    const [first, ...others] = changes;
    if (!first) return failField("file", "mailFile.nothingNew");
    const known = rows.filter(({ fate }) => fate === "known").length;
    return {
      result: { recorded: changes.length, known, problems: rows.length - known - changes.length },
      change: [first, ...others],
    };
  },
});

/**
 * Records all that is new in a file of the post; what is known, or cannot be, is left, and told by `previewMail`. The
 * same file again changes nothing: it fails with `invalid`, as there is nothing new in it.
 */
export const recordMailFile: typeof recordFile = (context, file) => explained(recordFile(context, file));
