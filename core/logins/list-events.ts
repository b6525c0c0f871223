import { z } from "zod";
import { listClients } from "#db/clients.ts";
import { type LoginEventFilter, listLoginEvents, listLoginEventsBefore } from "#db/login-events.ts";
import { query } from "../command.ts";
import { daysInput, instantsOf } from "../day.ts";
import { halfWidth } from "../input.ts";
import { paged, pageInput, pageOf, rowsInPart } from "../page.ts";
import { loginEventFactors, loginEventOutcomes } from "./rules.ts";

/** Conditions of a list; `from` and `until` are days in Japan, the last one included. */
const filterInput = z.object({
  contractorId: halfWidth.optional(),
  outcome: z.enum(loginEventOutcomes).optional().catch(undefined),
  factor: z.enum(loginEventFactors).optional().catch(undefined),
  clientKey: z.string().max(100, "tooLong").optional(),
  address: halfWidth.optional(),
  ...daysInput,
});

function filterOf({ from, until, ...given }: z.output<typeof filterInput>): LoginEventFilter {
  return { ...given, ...instantsOf({ from, until }) };
}

/** What login checks found, of every contract and of unknown IDs, newest first, with who may have asked. */
export const listOfLoginEvents = query({
  permit: "audit.read",
  input: filterInput.extend({ page: pageInput }),
  async run({ db }, { page, ...filter }) {
    const found = await listLoginEvents(db, { ...filterOf(filter), ...pageOf(page) });
    return { ...paged(found, page), clients: await listClients(db) };
  },
});

/** The whole list part by part, each of those before the last id of the part before; the last part is empty. */
export const partOfLoginEvents = query({
  permit: "audit.read",
  input: filterInput.extend({ before: z.number().optional() }),
  run: ({ db }, { before, ...filter }) =>
    listLoginEventsBefore(db, { ...filterOf(filter), before, limit: rowsInPart }),
});
