import { and, asc, eq, inArray, isNotNull, lt } from "drizzle-orm";
import { addDays, japanDay, startOfJapanDay } from "#core/clock.ts";
import { bindings, tokens } from "#db/schema/tokens.ts";
import type { Customer, Desk, Stock } from "./desk.ts";
import { type Held, insertBindings, insertTokens, walkTokens } from "./insert.ts";
import { type DemoToken, drawLot, isPlain } from "./people/stock.ts";
import { atMinute, businessDayFrom } from "./work-time.ts";

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
  timeline.plan(atMinute(businessDayFrom(addDays(from, 35)), 15 * 60), () =>
    walkTokens(
      db,
      expired.lot.map(({ serial }) => serial),
      ["disposed"],
    ),
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

/** Plans the disposal of tokens that came back and were revoked two months before or earlier. */
export function planDisposal({ db, timeline, now }: Desk, from: string): void {
  for (let day = addDays(from, 90); day <= japanDay(now); day = addDays(day, 61)) {
    timeline.plan(atMinute(businessDayFrom(day), 15 * 60), async () => {
      const old = await db
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
      // Every third never came back: lost, stolen, or kept by its customer.
      const back = old.filter((_, index) => index % 3 !== 0).map(({ id }) => id);
      if (back.length === 0) return;
      await db.update(tokens).set({ state: "disposed" }).where(inArray(tokens.id, back));
    });
  }
}
