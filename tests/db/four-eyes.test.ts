import { describe, expect, test } from "vitest";
import { refusal } from "#tests/db/refusal.ts";
import { speakersOf } from "#tests/db/speakers.ts";
import { approved, submitted, withWorld } from "#tests/support/world.ts";

const world = withWorld();

describe.each(speakersOf(world))("four eyes, for %s", (_, speak) => {
  const people = () => ({ maker: world.as("clerk").actor.id, other: world.as("approver").actor.id });
  const approve = (formId: string, checkerId: string | null) => speak()`
    update forms set state = 'approved', checker_id = ${checkerId}, decided_at = now() where id = ${formId}`;

  test("the maker approves nothing, nobody approves nothing, another person does", async () => {
    const { formId } = await submitted(world, await world.registered(), "reissue");
    const { maker, other } = people();
    expect(await refusal(approve(formId, maker))).toBe("forms_four_eyes");
    expect(await refusal(approve(formId, null))).toBe("forms_decided_by_someone");
    expect(await refusal(approve(formId, other))).toBeUndefined();
  });

  test("the maker is not renamed in the statement that approves, nor before it", async () => {
    const { formId } = await submitted(world, await world.registered(), "reissue");
    const { maker, other } = people();
    const rename = speak()`
      update forms set state = 'approved', maker_id = ${other}, checker_id = ${maker}, decided_at = now()
        where id = ${formId}`;
    expect(await refusal(rename)).toBe("forms_keyed_fixed");
    expect(await refusal(speak()`update forms set maker_id = ${other} where id = ${formId}`)).toBe(
      "forms_keyed_fixed",
    );
    const back = speak()`
      update forms set state = 'returned', back_reason = 'x', maker_id = ${other} where id = ${formId}`;
    expect(await refusal(back)).toBe("forms_keyed_fixed");
  });

  test.each([
    ["kind", "kind = 'unlock', reason = null"],
    ["reason", "reason = 'faulty'"],
    ["contract", "contract_id = (select id from contracts order by id limit 1)"],
    ["branch", "branch_code = '002'"],
    ["maker", "maker_id = (select id from staff where username = 'clerk-001-2')"],
    ["checker", "checker_id = (select id from staff where username = 'approver-001-2')"],
    ["time of decision", "decided_at = decided_at - interval '1 day'"],
  ])("of a decided form the %s stands still", async (_, change) => {
    await world.contract();
    const { formId } = await approved(world, await world.registered(), "reissue");
    const statement = () => speak().unsafe(`update forms set ${change} where id = $1`, [formId]);
    expect(await refusal(statement())).toBe("forms_keyed_fixed");
    await world.sql`update forms set state = 'completed' where id = ${formId}`;
    expect(await refusal(statement())).toBe("forms_keyed_fixed");
  });

  test("a checker who returned a form has not thereby approved it when it comes again", async () => {
    const { formId } = await submitted(world, await world.registered(), "reissue");
    await speak()`
      update forms set state = 'returned', back_reason = 'x', decided_at = now(), checker_id = ${people().other}
        where id = ${formId}`;
    const again = (values = "") =>
      speak().unsafe(`update forms set state = 'awaiting_approval' ${values} where id = $1`, [formId]);
    expect(await refusal(again())).toBe("forms_awaiting_undecided");
    expect(await refusal(again(", checker_id = null, decided_at = null"))).toBeUndefined();
    expect(await refusal(speak()`update forms set state = 'approved' where id = ${formId}`)).toBe(
      "forms_decided_by_someone",
    );
  });
});
