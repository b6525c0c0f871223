import type { Customer, Desk } from "./desk.ts";
import type { DemoContract } from "./people/contracts.ts";
import { type Bystander, planAccounts } from "./stories/accounts.ts";
import { planClients } from "./stories/clients.ts";
import { planClosings } from "./stories/closings.ts";
import { planDebits } from "./stories/debits.ts";
import { planFeeRules } from "./stories/fee-rules.ts";
import { planCollection } from "./stories/fees.ts";
import { planHistory, planRegistered } from "./stories/history.ts";
import { planMailAddresses } from "./stories/mail-addresses.ts";
import { mailOfStory, planLetters } from "./stories/notices.ts";
import { planSettings } from "./stories/settings.ts";
import { planToday, planWalk, type TakeCustomer } from "./stories/today.ts";
import { createStock, planDisposal, supplyTokens } from "./supply.ts";
import { createTimeline } from "./timeline.ts";
import { businessDaysBefore, lastWorkDay } from "./work-time.ts";

/** Of the first branch's contracts the first so many are kept for people to try things on, by where they stand. */
const kept = { registered: 4, registeredLately: 4, delivered: 6, gap: 6, locked: 5, new: 6 } as const;

/**
 * Tells 14 months up to now through the commands, and returns how many steps they took. Today's desks are laid
 * first, the past around them.
 */
export async function tellStory(
  given: Pick<Desk, "db" | "keys" | "random" | "now" | "staff">,
  {
    contracts,
    bystanders,
    from,
  }: {
    contracts: readonly (DemoContract & { id: string })[];
    bystanders: readonly Bystander[];
    from: string;
  },
): Promise<number> {
  const { random, now } = given;
  const desk: Desk = { ...given, stock: createStock(), timeline: createTimeline() };
  const cast = castOf(contracts);
  const customers = contracts.map((contract): Customer => {
    const role = cast.get(contract.contractorId);
    const holds = role ? !["new", "registeredLately"].includes(role) : random.chance(0.66);
    return {
      ...contract,
      holds: holds ? "token" : "nothing",
      plain: role !== undefined,
      busyUntil: role ? never : idle,
    };
  });
  const playing = (role: Role) => customers.filter((one) => cast.get(one.contractorId) === role);

  await supplyTokens(desk, { from, holders: customers.filter((one) => one.holds === "token") });
  planToday(desk, takerOf(customers));
  planWalk(desk, { delivered: playing("delivered"), gap: playing("gap"), locked: playing("locked") });
  planRegistered(desk, { always: playing("registered"), lately: playing("registeredLately") });
  planHistory(desk, customers, { from, to: businessDaysBefore(lastWorkDay(now).day, 1) });
  planCollection(desk, from);
  planDebits(desk, from);
  await planClosings(desk, from);
  planDisposal(desk, from);
  planSettings(desk);
  planFeeRules(desk);
  planClients(desk);
  planAccounts(desk, bystanders);
  planMailAddresses(desk, customers);
  planLetters(desk, from);
  return desk.timeline.play(now, mailOfStory(desk));
}

type Role = keyof typeof kept;
const never = new Date(8.64e15);
const idle = new Date(0);

function castOf(contracts: readonly DemoContract[]): Map<string, Role> {
  const roles = (Object.keys(kept) as Role[]).flatMap((role) => Array<Role>(kept[role]).fill(role));
  return new Map(roles.map((role, index) => [contracts[index]?.contractorId ?? "", role]));
}

/** Gives each contract out once: what happens to it today must not cross another story. */
function takerOf(customers: readonly Customer[]): TakeCustomer {
  return (branchCode, holds) => {
    const found = customers.findLast(
      (one) => one.branchCode === branchCode && one.holds === holds && one.busyUntil === idle,
    );
    if (!found) throw new Error(`branch ${branchCode} has nobody left who holds ${holds}`);
    found.busyUntil = never;
    return found;
  };
}
