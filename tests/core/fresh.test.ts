import { v7 } from "uuid";
import { expect, test } from "vitest";
import { Failure } from "#core/errors.ts";
import { approveForm } from "#core/forms/approve.ts";
import { roles } from "#core/staff/rules.ts";
import { doorsOfCore } from "#tests/support/doors.ts";
import { failureOf, png, submitted, withWorld } from "#tests/support/world.ts";

const world = withWorld();

/** What asks for a fresh OTP: approvals, unlocks and what else two people decide, imports, and what hands authority on. */
const fresh = [
  "clients/decide-change approveClientChange",
  "clients/decide-change turnDownClientChange",
  "clients/disable disableClient",
  "clients/issue-key issueKey",
  "clients/propose-change proposeClientChange",
  "clients/register registerClient",
  "clients/revoke-key revokeKey",
  "clients/rotate-key rotateKey",
  "debits/cancel cancelBatch",
  "debits/decide approveBatch",
  "debits/decide turnDownBatch",
  "debits/send sendBatch",
  "debits/settle settleBatch",
  "delegations/name nameSubstitute",
  "fee-rules/decide approveFeeRule",
  "fee-rules/decide turnDownFeeRule",
  "fees/close-month closeMonth",
  "fees/decide approveFeeRequest",
  "fees/decide turnDownFeeRequest",
  "forms/approve approveForm",
  "forms/send-back returnForm",
  "look-ups/review reviewLookUps",
  "look-ups/unmask unmaskCustomer",
  "mail-addresses/decide approveBranchMail",
  "mail-addresses/decide approveMailAddress",
  "mail-addresses/decide turnDownBranchMail",
  "mail-addresses/decide turnDownMailAddress",
  "orders/lose declareMailLost",
  "orders/take-back takeBackMail",
  "settings/decide approveSettings",
  "settings/decide turnDownSettings",
  "staff/decide-change approveStaffChange",
  "staff/decide-change turnDownStaffChange",
  "staff/disable disableStaff",
  "staff/invite inviteStaff",
  "staff/link renewLink",
  "staff/recovery-codes newRecoveryCodes",
  "staff/reset resetStaff",
  "staff/unlock unlockStaff",
  "token-imports/start startImport",
  "token-imports/upload beginUpload",
  "token-imports/upload uploadTokenFile",
  "tokens/decide approveTokenRequest",
  "tokens/decide turnDownTokenRequest",
];

/** What a door fails with on purpose; a helper among them that breaks on such an input is no door. */
async function codeOf(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error instanceof Failure ? error.code : undefined;
  }
}

/** The doors that ask each role that has them for an OTP, where the last was shown until `confirmedUntil`. */
async function asking(confirmedUntil: Date | null): Promise<string[]> {
  const asked: string[] = [];
  for (const [name, door] of await doorsOfCore()) {
    const told = new Set<string | undefined>();
    for (const role of roles) {
      const context = world.as(role);
      const own = { username: context.actor.name, sessionId: v7() };
      const actor = { ...context.actor, ...own, confirmedUntil };
      told.add(await codeOf(async () => door({ ...context, actor }, { bytes: png })));
    }
    told.delete("forbidden");
    if (told.has("confirm")) asked.push(told.size === 1 ? name : `${name} asks not every role`);
  }
  return asked.sort();
}

test("an OTP shown too long ago, or none, is refused by all that asks for a fresh one and by nothing else", async () => {
  const aMomentAgo = new Date(world.now.getTime() - 1);
  expect(await asking(aMomentAgo)).toEqual(fresh);
  expect(await asking(null)).toEqual(fresh);
  expect(await asking(world.now)).toEqual([]);
});

test("the refusal comes before the input is looked at, and after the permission", async () => {
  const { formId } = await submitted(world, await world.registered(), "unlock");
  const stale = (role: "approver" | "clerk") => {
    const context = world.as(role);
    return { ...context, actor: { ...context.actor, confirmedUntil: null } };
  };
  expect(await failureOf(approveForm(stale("approver"), { formId }))).toMatchObject({ code: "confirm" });
  expect(await failureOf(approveForm(stale("approver"), {}))).toMatchObject({ code: "confirm", fields: {} });
  expect(await failureOf(approveForm(stale("clerk"), { formId }))).toMatchObject({ code: "forbidden" });
  expect(await world.formOf(formId)).toMatchObject({ state: "awaiting_approval", checker_id: null });
});
