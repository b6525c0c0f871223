import { z } from "zod";
import { findSettingChange } from "#db/settings.ts";
import type { StaffActor } from "../actor.ts";
import { command } from "../command.ts";
import { fail } from "../errors.ts";
import { idInput } from "../input.ts";
import { endChange } from "./change.ts";

const input = z.object({ changeId: idInput });

/** Takes back a change that waits. Fails with `forbidden` for all but its maker, `conflict` if already decided. */
export const withdrawSettings = command<typeof input, { changeId: string }, StaffActor>({
  name: "setting.withdraw",
  permit: "setting.propose",
  input,
  async run({ tx, actor, now }, { changeId }) {
    const change = (await findSettingChange(tx, changeId)) ?? fail("not_found", "settingChange");
    if (change.makerId !== actor.id) fail("forbidden", "onlyItsMaker");
    return endChange({ tx, now }, change, { event: "withdraw" });
  },
});
