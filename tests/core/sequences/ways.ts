import fc from "fast-check";
import { type Step, steps } from "./steps.ts";

/** How a paper usually goes, so that the far states are reached too. */
const usual = ["key", "scan", "submit", "approve", "allocate", "ship", "delivered", "register"];
/** The same up to a token that is allocated, in the post, or in use, and what may become of that. */
const ways = [
  usual,
  [...usual, "suspend", "reopen"],
  [...usual.slice(0, 5), "release"],
  [...usual.slice(0, 6), "revoke", "allocate", "ship"],
  [...usual.slice(0, 6), "comesBack", "restock"],
  [...usual.slice(0, 7), "revoke"],
];

const step = fc.record({
  what: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...usual) },
    { weight: 2, arbitrary: fc.constantFrom(...Object.keys(steps)) },
  ),
  kind: fc.nat(20),
  reason: fc.nat(20),
  pick: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(2) }),
  person: fc.constantFrom<1 | 2>(1, 2),
});
/** Whether the contract has a token already, and what is tried on it, in groups. */
export const sequences = fc.tuple(
  fc.boolean(),
  fc.array(
    fc.oneof(
      step.map((one) => [one]),
      fc.constantFrom(...ways).map(asSteps),
      fc.array(step, { minLength: 2, maxLength: 3 }),
    ),
    {
      minLength: 4,
      maxLength: 14,
    },
  ),
);

/** One paper's way from the counter to the customer, as so many steps one after the other. */
function asSteps(way: readonly string[]): Step[] {
  return way.map((what) => ({ what, kind: 2, reason: 4, pick: 0, person: 1 }));
}
