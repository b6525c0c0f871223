import { beforeAll, expect, test } from "vitest";
import { feeReport } from "#core/fees/report.ts";
import { cancelOrder } from "#core/orders/cancel.ts";
import { approved, withWorld } from "#tests/support/world.ts";
import { assessed, debit, grant, pay } from "./made.ts";

const world = withWorld();
const at = (time: string) => world.setNow(`${time}+09:00`);

/** January to March of a year, worked by hand on paper: each line is one fee of 1,000 yen and 100 yen of tax. */
beforeAll(async () => {
  at("2025-01-31T23:59:59");
  const lost = await assessed(world);
  const defect = await assessed(world, { reason: "initial_defect" });
  at("2025-02-01T00:00:00");
  const stolen = await assessed(world, { reason: "stolen" });
  const faulty = await assessed(world, { reason: "faulty" });
  const damaged = await assessed(world, { reason: "damaged" });
  const dead = await assessed(world, { reason: "battery_dead" });
  await approved(world, await world.contract(), "new");
  await approved(world, await world.registered(), "exchange");
  at("2025-02-10T10:00:00");
  await pay(world, lost.feeId);
  await grant(world, stolen.feeId, "waive");
  await debit(world, faulty.feeId, "billed");
  await debit(world, damaged.feeId, "billed");
  at("2025-02-27T16:00:00");
  await debit(world, faulty.feeId, "collected");
  await debit(world, damaged.feeId, "debit_failed");
  at("2025-02-28T23:59:59.999");
  await cancelOrder(world.as("operations"), { orderId: dead.orderId, reason: "取消" });
  at("2025-03-01T00:00:00");
  await grant(world, faulty.feeId, "refund");
  await pay(world, damaged.feeId);
  await cancelOrder(world.as("operations"), { orderId: lost.orderId, reason: "取消" });
  expect(defect.feeId).not.toBe("");
});

const none = {
  collected_yen: 0,
  waived_yen: 0,
  reversed_yen: 0,
  refunded_yen: 0,
  failed_yen: 0,
  credit_yen: 0,
};

test.each([
  // lost 1,100 and a defect for nothing; both at one second to midnight.
  [
    "2025-01",
    { ...none, assessed_count: 2, net_yen: 1000, tax_yen: 100, gross_yen: 1100, due_count: 1, due_yen: 1100 },
  ],
  // Six new ones of 1,100. Paid: lost, faulty. Waived: stolen. Failed: damaged. Reversed: battery_dead. Still due:
  // damaged, new, exchange.
  [
    "2025-02",
    {
      assessed_count: 6,
      net_yen: 6000,
      tax_yen: 600,
      gross_yen: 6600,
      collected_yen: 2200,
      waived_yen: 1100,
      reversed_yen: 1100,
      refunded_yen: 0,
      failed_yen: 1100,
      due_count: 3,
      due_yen: 3300,
      failed_due_yen: 1100,
      credit_yen: 0,
    },
  ],
  // Refunded: faulty, charge and money. Paid: damaged. Reversed: faulty, and lost, whose money is now owed.
  [
    "2025-03",
    {
      ...none,
      assessed_count: 0,
      gross_yen: 0,
      collected_yen: 1100,
      reversed_yen: 2200,
      refunded_yen: 1100,
      due_count: 2,
      due_yen: 2200,
      failed_due_yen: 0,
      credit_yen: 1100,
    },
  ],
])("%s comes to what was worked out by hand", async (month, expected) => {
  expect((await feeReport(world.as("manager"), { month })).total).toMatchObject(expected);
});

test.each([
  ["lost", 1100],
  ["initial_defect", 0],
  ["stolen", 1100],
  ["faulty", 1100],
  ["damaged", 1100],
  ["battery_dead", 1100],
] as const)("a reissue for %s is assessed at %d yen", async (reason, yen) => {
  const { total } = await feeReport(world.as("manager"), { from: "2025-01-01", until: "2025-03-31", reason });
  expect(total).toMatchObject({ assessed_count: 1, gross_yen: yen });
});

test("how long it has been unpaid counts from the day of approval to the end of the period", async () => {
  const ages = async (until: string) => {
    const { total } = await feeReport(world.as("manager"), { from: "2025-02-01", until });
    return [total.due_30_yen, total.due_60_yen, total.due_90_yen, total.due_over_yen];
  };
  // New and exchange, of 1 February: 30 days at the end of 2 March, 31 the day after, and so on.
  expect(await ages("2025-03-02")).toEqual([2200, 0, 0, 0]);
  expect(await ages("2025-03-03")).toEqual([0, 2200, 0, 0]);
  expect(await ages("2025-04-02")).toEqual([0, 0, 2200, 0]);
  expect(await ages("2025-05-02")).toEqual([0, 0, 0, 2200]);
});
