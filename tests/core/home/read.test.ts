import { expect, test } from "vitest";
import { readHome } from "#core/home/read.ts";
import { withdrawSettings } from "#core/settings/withdraw.ts";
import { proposedFee, proposedRate } from "#tests/core/fee-rules/made.ts";
import { ask, assessed } from "#tests/core/fees/made.ts";
import { proposed } from "#tests/core/settings/fixtures.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();

test("home tells a manager what waits for their decision, since when, and not what they asked for themselves", async () => {
  const waits = async (context: ReturnType<typeof world.as>) => {
    const { queues } = await readHome(context, {});
    const decided = queues.filter(({ queue }) => /^(fee_|setting)/.test(queue));
    return decided.map(({ queue, count, oldest }) => [queue, count, oldest?.getTime()]);
  };
  expect(await waits(world.as("manager"))).toEqual([]);
  const [first, second] = [await assessed(world), await assessed(world)];
  const began = world.now.getTime();
  await ask(world, first.feeId, "waive");
  await proposedFee(world);
  world.advance({ days: 1 });
  await ask(world, second.feeId, "waive");
  await proposedRate(world);
  const changeId = await proposed(world, { feeClosingDay: "7" });
  const fromBranches = ["fee_request", 2, began];
  expect(await waits(world.as("manager"))).toEqual([fromBranches]);
  const all = [fromBranches, ["fee_rule", 2, began], ["setting", 1, world.now.getTime()]];
  expect(await waits(world.as("manager", { person: 2 }))).toEqual(all);
  expect(await waits(world.as("auditor"))).toEqual(all);
  expect(await waits(world.as("approver"))).toEqual([]);
  await withdrawSettings(world.as("manager"), { changeId });
  expect(await waits(world.as("manager", { person: 2 }))).toEqual(all.slice(0, 2));
});
