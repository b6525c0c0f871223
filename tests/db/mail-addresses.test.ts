import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { sqlOf } from "#db/prepared.ts";
import { refusal } from "#tests/db/refusal.ts";
import { speakersOf } from "#tests/db/speakers.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();
const clerk = () => world.as("clerk").actor.id;
const by = (role: "approver" | "manager", which: { branch?: string; person?: 1 | 2 } = {}) =>
  `checker_id = '${world.as(role, which).actor.id}'`;

describe.each(speakersOf(world))("a change of a mail address, for %s", (_, speak) => {
  const propose = async (values: Record<string, string> = {}) => {
    const contract = await world.registered();
    const id = v7();
    const row = {
      contract_id: `'${contract.id}'`,
      branch_code: "'001'",
      to_address: "'new@example.jp'",
      paper_on: "'2020-01-01'",
      proposed_at: "now()",
      maker_id: `'${clerk()}'`,
      ...values,
    };
    await speak().unsafe(
      `insert into mail_address_changes (id, reason, ${Object.keys(row)}) values ($1, 'x', ${Object.values(row)})`,
      [id],
    );
    const address = async () => {
      const [found] = await world.sql`select mail_address from contracts where id = ${contract.id}`;
      return found?.mail_address;
    };
    return { id, address };
  };
  const approve = (id: string, set: string) =>
    speak().unsafe(
      `update mail_address_changes set state = 'approved', decided_at = now(), ${set} where id = $1`,
      [id],
    );

  test("is approved by an approver of the branch alone, and as it was proposed", async () => {
    const { id, address } = await propose();
    expect(await refusal(approve(id, `checker_id = '${clerk()}'`))).toBe("mail_address_changes_four_eyes");
    for (const checker of [by("approver", { branch: "002" }), by("manager")])
      expect(await refusal(approve(id, checker))).toBe("mail_address_changes_checker_in_charge");
    expect(await refusal(approve(id, `${by("approver")}, to_address = 'thief@example.com'`))).toBe(
      "mail_address_changes_fixed",
    );
    expect(await address()).toBeNull();
    expect(await refusal(approve(id, by("approver")))).toBeUndefined();
    expect(await address()).toBe("new@example.jp");
    expect(await refusal(approve(id, by("approver", { person: 2 })))).toBe("mail_address_changes_fixed");
  });

  test("that names another branch's contract as one's own, or an address of before, does not come in force", async () => {
    const elsewhere = await propose({ branch_code: "'002'" });
    expect(await refusal(approve(elsewhere.id, by("approver", { branch: "002" })))).toBe(
      "mail_address_changes_not_stale",
    );
    const stale = await propose({ from_address: "'old@example.jp'" });
    expect(await refusal(approve(stale.id, by("approver")))).toBe("mail_address_changes_not_stale");
    expect([await elsewhere.address(), await stale.address()]).toEqual([null, null]);
    const told = await world.sql`
      select from notices n join mail_address_changes m on n.occasion = m.id::text and m.state = 'proposed'`;
    expect(told).toHaveLength(0);
  });

  test("of a branch is another manager's to approve, no approver's", async () => {
    const maker = world.as("manager").actor.id;
    await world.sql`update branches set mail_address = null where code = '001'`;
    const { id } = await propose({ contract_id: "null", paper_on: "null", maker_id: `'${maker}'` });
    expect(await refusal(approve(id, by("approver")))).toBe("mail_address_changes_checker_in_charge");
    expect(await refusal(approve(id, by("manager")))).toBe("mail_address_changes_four_eyes");
    expect(await refusal(approve(id, by("manager", { person: 2 })))).toBeUndefined();
    const [branch] = await world.sql`select mail_address from branches where code = '001'`;
    expect(branch).toEqual({ mail_address: "new@example.jp" });
  });
});

test("the desks write nobody's address but by such a change, and borrow no trigger of it", async () => {
  const as = (statement: string) => refusal(sqlOf(world.db).unsafe(statement));
  expect(await as("update contracts set mail_address = 'thief@example.com'")).toBe("42501");
  expect(await as("update branches set mail_address = 'thief@example.com'")).toBe("42501");
  for (const name of ["mail_address_changes_apply", "notices_readdress"])
    expect(
      await as(`create temp table own (state text); create trigger own after update on own
      for each row execute function ${name}()`),
    ).toBe("42501");
});
