import { z } from "zod";
import { listSubstitutes } from "#db/delegations.ts";
import type { StaffActor } from "../actor.ts";
import { query } from "../command.ts";

const noInput = z.object({});
type Substitute = Awaited<ReturnType<typeof listSubstitutes>>[number];

/** Whom the actor may name as a substitute, by branch and name. */
export const readSubstitutes = query<typeof noInput, Substitute[], StaffActor>({
  permit: "delegation.name",
  input: noInput,
  run: ({ db, actor }) => listSubstitutes(db, { staffId: actor.id, role: actor.role }),
});
