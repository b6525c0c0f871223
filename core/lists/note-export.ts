import { z } from "zod";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { exportedLists } from "./rules.ts";

const input = z.object({
  list: z.enum(exportedLists),
  conditions: z.array(z.object({ name: z.string(), value: z.string() })),
});

/** Somebody's search may be a customer's name: that there was one stays, what it was does not. */
const told = ({ name, value }: { name: string; value: string }) =>
  `${name}=${name === "q" ? "＊＊＊" : value.slice(0, 100)}`;

/** Puts on record that somebody takes out a list that they may read, under which conditions. */
export const noteExport = command<typeof input, void, StaffActor>({
  name: "list.export",
  permit: "list.export",
  input,
  async run(_, { list, conditions }) {
    const subject = { kind: "list", id: list, label: "" };
    return { result: undefined, change: { subject, after: { list, conditions: conditions.map(told) } } };
  },
});
