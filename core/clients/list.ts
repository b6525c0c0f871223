import { z } from "zod";
import { countShownClients, listShownClients } from "#db/client-desk.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf, partAfter, rowsInPart, skippedInput } from "../page.ts";
import { sortInput } from "../sort.ts";
import { clientNeeds, clientScopes, clientSorts, clientStates } from "./rules.ts";

const input = z.object({
  text: z.string().trim().max(100).optional(),
  state: z.enum(clientStates).optional(),
  scope: z.enum(clientScopes).optional(),
  needs: z.enum(clientNeeds).optional(),
  sort: sortInput(clientSorts),
});

/** The other systems that call: what each may do, when it last did, and whose keys end soon. */
export const listOfClients = query({
  permit: "client.read",
  input: input.extend({ page: pageInput }),
  async run({ db, now }, { page, sort, ...filter }) {
    const [rows, counted] = await Promise.all([
      listShownClients(db, now, { ...filter, sort, ...pageOf(page) }),
      countShownClients(db, now, filter),
    ]);
    return { ...paged({ rows, ...counted }, page), sort };
  },
});

/** The whole list part by part, each after so many rows; the last part is empty. */
export const partOfClients = query({
  permit: "client.read",
  input: input.extend({ after: skippedInput }),
  run: async ({ db, now }, { after, ...asked }) =>
    partAfter(after, await listShownClients(db, now, { ...asked, offset: after, limit: rowsInPart })),
});
