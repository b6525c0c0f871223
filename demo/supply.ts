import { and, asc, eq, isNotNull, lt } from "drizzle-orm";
import { addDays, japanDay, startOfJapanDay } from "#core/clock.ts";
import type { Role } from "#core/staff/rules.ts";
import { askDisposal } from "#core/tokens/ask.ts";
import { approveTokenRequest } from "#core/tokens/decide.ts";
import { bindings, tokens } from "#db/schema/tokens.ts";
import { type Customer, type Desk, type Stock, staffContext } from "./desk.ts";
import { type Held, insertBindings, insertTokens } from "./insert.ts";
import { type DemoToken, drawLot, isPlain } from "./people/stock.ts";
import { atMinute, businessDayFrom, lastWorkDay } from "./work-time.ts";

/** Tokens of the whole demo, whatever becomes of them. */
export const tokenCount = 500;
/** Bought too many, years ago: their batteries ended on the shelf. */
const expiredCount = 14;
const lifeYears = 5;
/** When the tokens that customers already hold were bought, in years before the story begins. */
const boughtYearsAgo = [4.4, 3.5, 2.4, 1.2];
/** What stays for the first stock and later deliveries, by months after the beginning. */
const deliveries = [
  [0, 0.34],
  [3, 0.22],
  [7, 0.22],
  [11, 0.22],
] as const;

/** A shelf that nothing lies on yet. */
export function createStock(): Stock {
  const shelf: DemoToken[] = [];
  return {
    arrive: (lot) => {
      shelf.push(...lot);
    },
    take(plain) {
      const index = shelf.findIndex((token) => !plain || isPlain(token));
      const [token] = index < 0 ? [] : shelf.splice(index, 1);
      if (!token) throw new Error("no token is left in stock");
      return token;
    },
    putBack: (token) => {
      shelf.unshift(token);
    },
  };
}

/** Buys 500 tokens over the years: those in customers' hands, the expired, the first stock, and later deliveries. */
export async function supplyTokens(
  desk: Desk,
  { from, holders }: { from: string; holders: readonly Customer[] },
): Promise<void> {
  const { db, random, timeline, keys, stock } = desk;
  const buy = async (day: string, count: number) => {
    const lot = drawLot(random, { year: Number(day.slice(0, 4)), count });
    const ids = await insertTokens(db, lot, { keys, at: atMinute(day, 600), years: lifeYears });
    return { lot, ids };
  };
  const expired = await buy(addDays(from, -Math.round(lifeYears * 365.25)), expiredCount);
  planDisposalOf(desk, atMinute(businessDayFrom(addDays(from, 35)), 14 * 60), "電池の期限切れ", async () =>
    expired.lot.map(({ serial }) => expired.ids.get(serial) ?? ""),
  );
  const held: Held[] = [];
  for (const [nth, years] of boughtYearsAgo.entries()) {
    const owners = holders.filter((_, index) => index % boughtYearsAgo.length === nth);
    const day = addDays(from, -Math.round(years * 365.25));
    const { lot, ids } = await buy(day, owners.length);
    for (const { contractId, serial } of handOut(owners, lot)) {
      const boundAt = atMinute(addDays(day, random.int(20, 340)), random.int(8 * 60, 22 * 60));
      held.push({ contractId, serial, tokenId: ids.get(serial) ?? "", boundAt });
    }
  }
  await insertBindings(db, held);

  const left = tokenCount - expiredCount - holders.length;
  const counts = deliveries.map(([, share]) => Math.floor(left * share));
  const rest = left - counts.reduce((sum, count) => sum + count, 0);
  for (const [nth, [months]] of deliveries.entries()) {
    const day = businessDayFrom(addDays(from, months * 30 - (months === 0 ? 40 : 0)));
    const count = (counts[nth] ?? 0) + (nth === 0 ? rest : 0);
    const arrive = async () => stock.arrive((await buy(day, count)).lot);
    if (months === 0) await arrive();
    else timeline.plan(atMinute(day, 600), arrive);
  }
}

/** Pairs owners with tokens; who is there to be tried out has a token of the commonest kind. */
function handOut(owners: readonly Customer[], lot: readonly DemoToken[]) {
  const left = [...lot];
  return owners.map(({ id, plain }) => {
    const index = plain ? left.findIndex(isPlain) : 0;
    const [token] = left.splice(Math.max(index, 0), 1);
    if (!token) throw new Error("more owners than tokens");
    return { contractId: id, serial: token.serial };
  });
}

/** Plans the disposal of tokens that came back and were revoked two months before or earlier; one still waits. */
export function planDisposal(desk: Desk, from: string): void {
  const { db, now } = desk;
  const revokedBefore = (day: string) =>
    db
      .select({ id: tokens.id })
      .from(tokens)
      .innerJoin(bindings, eq(bindings.tokenId, tokens.id))
      .where(
        and(
          eq(tokens.state, "revoked"),
          isNotNull(bindings.unboundAt),
          lt(bindings.unboundAt, startOfJapanDay(addDays(day, -60))),
        ),
      )
      .orderBy(asc(tokens.serial));
  for (let day = addDays(from, 90); day <= addDays(japanDay(now), -7); day = addDays(day, 61)) {
    planDisposalOf(desk, atMinute(businessDayFrom(day), 14 * 60), "回収済み、細断のため", async () => {
      // Every third never came back: lost, stolen, or kept by its customer.
      return (await revokedBefore(day)).filter((_, index) => index % 3 !== 0).map(({ id }) => id);
    });
  }
  const { day, until } = lastWorkDay(now);
  desk.timeline.plan(atMinute(day, until - 50), async (at) => {
    const [last] = (await revokedBefore(day)).slice(-1);
    if (last)
      await askDisposal(by(desk, "operations", at), { tokenId: last.id, reason: "回収済み、細断のため" });
  });
}

/** Plans that tokens are asked to be disposed of, and an hour later are. */
function planDisposalOf(desk: Desk, at: Date, reason: string, find: () => Promise<string[]>): void {
  const asked: string[] = [];
  desk.timeline.plan(at, async (now) => {
    for (const tokenId of await find()) {
      const { requestId } = await askDisposal(by(desk, "operations", now), { tokenId, reason });
      asked.push(requestId);
    }
  });
  desk.timeline.plan(new Date(at.getTime() + 60 * 60_000), async (now) => {
    for (const requestId of asked) await approveTokenRequest(by(desk, "manager", now), { requestId });
  });
}

/** The first of a head office's role, at work. */
function by(desk: Desk, role: Role, now: Date) {
  const actor = desk.staff.find((one) => one.role === role);
  if (!actor) throw new Error(`the demo has no ${role}`);
  return staffContext(desk, actor, now);
}
