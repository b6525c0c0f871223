import { beforeAll, describe, expect, test } from "vitest";
import { listOfAudit } from "#core/audit/list.ts";
import { keyed, withWorld } from "#tests/support/world.ts";

const world = withWorld();

describe("the audit's page", () => {
  beforeAll(async () => {
    world.setNow("2026-10-31T23:59:59+09:00");
    await keyed(world, await world.registered(), "unlock");
    world.setNow("2026-11-01T00:00:00+09:00");
    await keyed(world, await world.registered(), "unlock");
    world.setNow("2026-11-24T10:00:00+09:00");
    // Two rows each: with them there is a second page.
    for (let forms = 0; forms < 13; forms++) await keyed(world, await world.registered(), "unlock");
  });
  const list = (filter: Record<string, unknown>) => listOfAudit(world.as("auditor"), filter);

  test("cuts by days in Japan, the last one included", async () => {
    expect(await list({ until: "2026-10-31" })).toMatchObject({ total: 2 });
    expect(await list({ from: "2026-11-01", until: "2026-11-01" })).toMatchObject({ total: 2 });
    expect(await list({ from: "2026-11-02", until: "2026-11-02" })).toMatchObject({
      total: 0,
      rows: [],
      pages: 1,
    });
  });

  test("narrows by command and by whom or what, newest first, page by page", async () => {
    const all = await list({});
    expect(all.rows).toHaveLength(25);
    const ids = all.rows.map((row) => row.id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    const second = await list({ page: 2 });
    expect(second.rows.some((row) => ids.includes(row.id))).toBe(false);
    const keys = await list({ action: "form.key", text: "clerk-001-1" });
    expect(keys.rows.every((row) => row.action === "form.key" && row.actorName === "clerk-001-1")).toBe(true);
    expect(await list({ text: "AUDIT' or 1=1 --" })).toMatchObject({ total: 0 });
    expect(await list({ page: "nonsense", from: "soon" })).toMatchObject({ page: 1, total: all.total });
  });
});
