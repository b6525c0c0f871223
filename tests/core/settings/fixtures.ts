import { proposeSettings } from "#core/settings/propose.ts";
import { readBankSettings } from "#core/settings/read.ts";
import { bankSettingNames } from "#core/settings/rules.ts";
import type { World } from "#tests/support/world.ts";

/** What the form sends that a manager has opened now and changed in some of its fields. */
export async function filledIn(world: World, typed: Record<string, string>, reason = "規程の改定") {
  const { inForce, since } = await readBankSettings(world.as("manager"), {});
  const shown = bankSettingNames.map((name) => [name, String(inForce[name] ?? "")]);
  return { ...Object.fromEntries(shown), reason, since, ...typed };
}

/** A change that the first manager has proposed. */
export async function proposed(world: World, typed: Record<string, string>): Promise<string> {
  const { changeId } = await proposeSettings(world.as("manager"), await filledIn(world, typed));
  return changeId;
}

/** The person who decides: another than the one who proposes. */
export const other = (world: World) => world.as("manager", { person: 2 });

/** The row in force, under the columns' own names. */
export async function inForce(world: World) {
  const [row] = await world.sql`select * from settings`;
  return { ...row };
}
