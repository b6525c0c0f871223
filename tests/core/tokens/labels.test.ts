import { describe, expect, test } from "vitest";
import { labelLimit, readLabels } from "#core/tokens/labels.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();
const labels = (asked: Record<string, string>) => readLabels(world.as("operations"), asked);
const serialsOf = async (asked: Record<string, string>) =>
  (await labels(asked)).rows.map(({ serial }) => serial);

describe("labels", () => {
  test("are of the tokens that a filter finds, the soonest to run out first, and of none where nothing is asked for", async () => {
    const late = await world.token({ serial: "LABEL-0002", expiresOn: "2031-03-31" });
    const soon = await world.token({ serial: "LABEL-0001", expiresOn: "2027-01-31" });
    const { token: used } = await world.registered();
    expect(await serialsOf({ state: "in_stock" })).toEqual([soon.serial, late.serial]);
    expect(await serialsOf({ state: "in_stock", expiresBefore: "2027-02-01" })).toEqual([soon.serial]);
    expect(await serialsOf({ expiresFrom: "2027-02-01", state: "in_stock" })).toEqual([late.serial]);
    expect(await serialsOf({ state: "active" })).toEqual([used.serial]);
    expect(await serialsOf({ model: "no such" })).toEqual([]);
    expect(await labels({ state: "", model: "", serials: "" })).toEqual({
      rows: [],
      total: 0,
      more: false,
      unknown: [],
    });
  });

  test("are of serials as they are typed, each once; those that there are none of are told", async () => {
    expect(
      await labels({ serials: " label-0002\nＬＡＢＥＬ－0001、LABEL-0002,XXXX9999", state: "active" }),
    ).toEqual({
      rows: [
        { serial: "LABEL-0001", model: "C200" },
        { serial: "LABEL-0002", model: "C200" },
      ],
      total: 3,
      more: false,
      unknown: ["XXXX9999"],
    });
  });

  test("stop at the limit, and tell how many were asked for", async () => {
    await world.sql`
      insert into tokens (id, serial, kind, algorithm, digits, step_seconds, seed_sealed, seed_key_version,
          manufacturer, model, batch, expires_on, imported_at)
        select gen_random_uuid(), 'MANY-' || lpad(i::text, 5, '0'), kind, algorithm, digits, step_seconds, seed_sealed,
          seed_key_version, manufacturer, model, 'many', expires_on, imported_at
        from tokens, generate_series(1, ${labelLimit + 1}) as i where serial = 'LABEL-0001'`;
    const { rows, total } = await labels({ batch: "many" });
    expect([rows.length, total, rows.at(-1)?.serial]).toEqual([labelLimit, labelLimit + 1, "MANY-00500"]);
    const typed = Array.from(
      { length: labelLimit + 1 },
      (_, at) => `MANY-${String(at + 1).padStart(5, "0")}`,
    );
    const chosen = await labels({ serials: typed.join("\n") });
    expect([chosen.rows.length, chosen.total, chosen.unknown]).toEqual([labelLimit, labelLimit + 1, []]);
  });
});
