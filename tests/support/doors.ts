import { globSync, readFileSync } from "node:fs";

/** What such modules export besides; the customer's own door is tried in tests/core/logins. */
const notDoors = [
  "fee-rules/quote quoteOfForm",
  "fee-rules/quote readTariff",
  "fees/report askedOf",
  "fees/report chartPeriod",
  "forms/foresee foresee",
  "look-ups/month firstDayOf",
  "look-ups/month timeOf",
  "orders/close endOrder",
  "orders/lose loseMail",
  "orders/destroy keptUntil",
  "staff/own-account ownAccount",
  "staff/recovery-codes makeCodes",
  "staff/recovery-codes readCode",
  "token-imports/straight importStraight",
  "token-imports/upload orCancelled",
  "token-imports/upload takeIn",
  "tokens/ask askFor",
];

const modules = globSync("core/*/*.ts").filter(
  (path) =>
    path !== "core/logins/register.ts" &&
    /import \{[^}]*\b(command|query)\b[^}]*\} from "\S+command\.ts"/.test(readFileSync(path, "utf8")),
);

export type Door = (context: unknown, input: unknown) => Promise<unknown>;

/** Every command and query of the core by its module and name, found in the code. */
export async function doorsOfCore(): Promise<Map<string, Door>> {
  const found = new Map<string, Door>();
  for (const path of modules) {
    const module = path.replace(/^core\/|\.ts$/g, "");
    for (const [what, value] of Object.entries(await import(/* @vite-ignore */ `#${path}`))) {
      const name = `${module} ${what}`;
      if (typeof value === "function" && !notDoors.includes(name)) found.set(name, value as Door);
    }
  }
  return found;
}
