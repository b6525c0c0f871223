import type { people } from "#bench/lists/ids.ts";
import type { Context, StaffActor } from "#core/actor.ts";

/** What a page asks of the database, each time for another thing: `nth` is a contract's number. */
export type Question = {
  who: keyof typeof people;
  ask: (context: Context<StaffActor>, nth: number) => Promise<unknown>;
};
export type Questions = Readonly<Record<string, Question>>;
