import fc from "fast-check";
import { expect, test } from "vitest";
import { withWorld } from "#tests/support/world.ts";
import { expectSound } from "./sequences/sound.ts";
import { begin, take } from "./sequences/steps.ts";
import { sequences } from "./sequences/ways.ts";

const world = withWorld();

test("whatever is tried on a contract, one thing after the other, the books stay sound", async () => {
  const reached = new Set<string>();
  await fc.assert(
    fc.asyncProperty(sequences, async ([hasToken, groups]) => {
      const run = await begin(world, hasToken);
      let succeeded = 0;
      for (const one of groups.flat()) {
        const done = await take(run, one);
        succeeded += done;
        if (done) reached.add(one.what);
        world.advance({ minutes: 1 });
      }
      await expectSound(run, succeeded);
    }),
    { numRuns: 12 },
  );
  // Otherwise the property would hold because nothing ever happened.
  expect([...reached].sort()).toEqual(
    expect.arrayContaining(["allocate", "approve", "key", "ship", "submit"]),
  );
}, 60_000);

test("nor does it matter when much is tried at once", async () => {
  await fc.assert(
    fc.asyncProperty(sequences, async ([hasToken, groups]) => {
      const run = await begin(world, hasToken);
      let succeeded = 0;
      for (const group of groups) {
        const registers = group.filter(({ what }) => what === "register");
        const others = group.filter(({ what }) => what !== "register");
        const isWay = group.length > 3;
        if (isWay) for (const one of others) succeeded += await take(run, one);
        else succeeded += (await Promise.all(others.map((one) => take(run, one)))).reduce((a, b) => a + b, 0);
        for (const one of registers) await take(run, one);
        world.advance({ minutes: 1 });
      }
      await expectSound(run, succeeded);
    }),
    { numRuns: 12 },
  );
}, 60_000);
