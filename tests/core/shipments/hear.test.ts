import { describe, expect, test } from "vitest";
import { hear, latestWord, type MailState } from "#core/shipments/rules.ts";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 25, hour));
const after = (state: MailState, event: MailState, hour: number, latest?: number) =>
  hear(state, { event, happenedAt: at(hour), latestAt: latest === undefined ? undefined : at(latest) });

describe("one more word of the post", () => {
  test.each<[MailState, MailState, number, number | undefined, { state: MailState } | string]>([
    ["posted", "in_transit", 9, undefined, { state: "in_transit" }],
    ["arrived", "absent", 12, 9, { state: "absent" }],
    // A list of the post that comes later than what was keyed: told of, and no step back.
    ["held", "arrived", 8, 12, { state: "held" }],
    ["delivered", "out_for_delivery", 8, 12, { state: "delivered" }],
    ["returning", "held", 8, 12, { state: "returning" }],
    // On its way back it passes offices too.
    ["returning", "arrived", 14, 12, { state: "returning" }],
    ["returning", "returned", 14, 12, { state: "returned" }],
    ["returning", "delivered", 14, 12, "mailEvent.order"],
    // The end comes last.
    ["held", "delivered", 8, 12, "mailEvent.order"],
    ["held", "returned", 8, 12, "mailEvent.order"],
    ["delivered", "returning", 14, 12, "mailEvent.delivered"],
    ["delivered", "returned", 14, 12, "mailEvent.delivered"],
    ["delivered", "arrived", 14, 12, "mailEvent.delivered"],
    ["delivered", "delivered", 14, 12, "mailEvent.delivered"],
    ["returned", "arrived", 14, 12, "mailEvent.order"],
    ["returned", "delivered", 14, 12, "mailEvent.order"],
    // Given up it waits for its end alone.
    ["lost", "arrived", 14, 12, { state: "lost" }],
    ["lost", "returning", 14, 12, { state: "lost" }],
    ["lost", "returned", 14, 12, { state: "returned" }],
    ["lost", "delivered", 14, 12, { state: "delivered" }],
    ["held", "lost", 14, 12, "mailEvent.order"],
    ["held", "posted", 8, 12, "mailEvent.order"],
  ])("in %s, %s at %i o'clock after %s: %o", (state, event, hour, latest, heard) => {
    expect(after(state, event, hour, latest)).toEqual(heard);
  });

  test("the latest is what the post said last of where the mail is, not our own dispatch or giving up", () => {
    expect(latestWord([{ event: "posted", happenedAt: at(15) }])).toBeUndefined();
    expect(
      latestWord([
        { event: "posted", happenedAt: at(15) },
        { event: "arrived", happenedAt: at(10) },
        { event: "in_transit", happenedAt: at(9) },
        { event: "lost", happenedAt: at(20) },
      ]),
    ).toEqual(at(10));
  });
});
