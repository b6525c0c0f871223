import { z } from "zod";
import { clientOrders, listShownClients } from "#db/client-desk.ts";
import { query } from "../command.ts";
import { paged, pageInput, pageOf } from "../page.ts";
import { clientNeeds, clientScopes, clientStates } from "./rules.ts";

const input = z.object({
  text: z.string().trim().max(100).optional(),
  state: z.enum(clientStates).optional().catch(undefined),
  scope: z.enum(clientScopes).optional().catch(undefined),
  needs: z.enum(clientNeeds).optional().catch(undefined),
  order: z.enum(clientOrders).catch("name"),
  page: pageInput,
});

/** The other systems that call: what each may do, when it last did, and whose keys end soon. */
export const listOfClients = query({
  permit: "client.read",
  input,
  async run({ db, now }, { order, page, ...filter }) {
    const found = await listShownClients(db, filter, { now, order, ...pageOf(page) });
    return { ...paged(found, page), order };
  },
});
