import { expect, test } from "vitest";
import { readHome } from "#core/home/read.ts";
import { askDestruction } from "#core/orders/destroy.ts";
import { listOfOrders } from "#core/orders/list.ts";
import { orderTasks } from "#core/orders/rules.ts";
import { recordByNumber } from "#core/shipments/record.ts";
import { shipped, withWorld } from "#tests/support/world.ts";

const world = withWorld();

test("what home counts is what its link lists: late, silent, stuck at the post, on its way back", async () => {
  const said: Record<string, string[]> = { held: [], returning: [], arrived: [] };
  for (const event of ["held", "returning", "arrived", "returning"]) {
    const { trackingNumber, orderId } = await shipped(world, await world.registered());
    await recordByNumber(world.as("operations"), { trackingNumber, event, happenedAt: world.now });
    said[event]?.push(orderId);
  }
  const listed = async () => {
    const { queues } = await readHome(world.as("operations"), {});
    const lists = orderTasks.map(async (task) => {
      const { rows } = await listOfOrders(world.as("operations"), { task });
      return [task, rows.map(({ id }) => id).sort(), queues.find(({ queue }) => queue === task)?.count ?? 0];
    });
    return Promise.all(lists);
  };
  const [held, returning] = [said.held?.sort(), said.returning?.sort()];
  expect(await listed()).toEqual([
    ["late", [], 0],
    ["mail_silent", [], 0],
    ["mail_stuck", held, 1],
    ["mail_returning", returning, 2],
    ["return_kept", [], 0],
  ]);
  world.advance({ days: 7 });
  expect((await listed())[1]).toEqual(["mail_silent", [], 0]);
  world.advance({ days: 1 });
  const all = Object.values(said).flat().sort();
  expect((await listed())[1]).toEqual(["mail_silent", all, 4]);
  world.advance({ days: 12 });
  expect((await listed())[0]?.[2]).toBe(4);
});

test("mail that came back is counted and listed once its months are over, from the day its destruction may be asked", async () => {
  world.setNow("2026-11-30T10:00:00+09:00");
  const { trackingNumber, orderId } = await shipped(world, await world.registered());
  const operations = () => world.as("operations");
  await recordByNumber(operations(), { trackingNumber, event: "returned", happenedAt: world.now });
  const listed = async () => {
    const { queues } = await readHome(operations(), {});
    const { rows } = await listOfOrders(operations(), { task: "return_kept" });
    expect(queues.find(({ queue }) => queue === "return_kept")?.count ?? 0).toBe(rows.length);
    return rows.map(({ id }) => id);
  };
  world.setNow("2027-02-27T23:59:00+09:00");
  expect(await listed()).toEqual([]);
  world.setNow("2027-02-28T00:00:00+09:00");
  expect(await listed()).toEqual([orderId]);
  await askDestruction(operations(), { orderId, reason: "保管期間経過" });
  expect(await listed()).toEqual([]);
});
