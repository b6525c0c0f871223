import { z } from "zod";
import { listAuditOf } from "#db/audit.ts";
import { query } from "../command.ts";
import { readKeyUses } from "./status.ts";

/** What each key is used for, and how much of all that is sealed the newest has sealed. Works as the role `rotation`. */
export const readSealKeys = query({
  permit: "key.read",
  input: z.object({}),
  async run({ db, keys }) {
    const uses = await readKeyUses({ db, keys });
    const sealed = uses.map(({ version, values }) => ({
      version,
      count: [...values.values()].reduce((sum, one) => sum + one, 0),
    }));
    const total = sealed.reduce((sum, { count }) => sum + count, 0);
    const done = sealed.find(({ version }) => version === keys.newest)?.count ?? 0;
    return { uses, newest: keys.newest, done, total };
  },
});

/** Who began the last rotation to a key, and when; undefined where nobody did. */
export const readLastRotation = query({
  permit: "key.read",
  input: z.object({}),
  async run({ db, keys }) {
    const [latest] = await listAuditOf(db, String(keys.newest), 1);
    return latest?.subjectKind === "key" ? { at: latest.at, actorName: latest.actorName } : undefined;
  },
});
