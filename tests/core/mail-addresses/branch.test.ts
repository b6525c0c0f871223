import { describe, expect, test } from "vitest";
import { approveBranchMail, approveMailAddress } from "#core/mail-addresses/decide.ts";
import { proposeBranchMail } from "#core/mail-addresses/propose.ts";
import { readBranchMail, readBranchMails } from "#core/mail-addresses/read.ts";
import { failureOf, withWorld } from "#tests/support/world.ts";

const world = withWorld();

describe("a branch's address", () => {
  const change = { branchCode: "002", mailAddress: "desk2@bank.example.jp", reason: "係の交代" };

  test("is changed by two managers, and told in the audit as it is", async () => {
    await proposeBranchMail(world.as("manager"), change);
    const { proposed: waiting } = await readBranchMail(world.as("auditor"), { branchCode: "002" });
    const addressChangeId = waiting?.id;
    expect(await failureOf(approveBranchMail(world.as("manager"), { addressChangeId }))).toMatchObject({
      about: "fourEyes",
    });
    expect(await failureOf(approveMailAddress(world.as("approver"), { addressChangeId }))).toMatchObject({
      code: "not_found",
    });
    await approveBranchMail(world.as("manager", { person: 2 }), { addressChangeId });
    const [, second] = await readBranchMails(world.as("manager"), {});
    expect(second).toMatchObject({ code: "002", mailAddress: "desk2@bank.example.jp", proposed: null });
    const [row] = await world.sql`select action, after from audit order by id desc limit 1`;
    expect(row).toMatchObject({
      action: "branch_mail.approve",
      after: { proposal: "approved", deskAddress: "desk2@bank.example.jp" },
    });
    expect(await world.sql`select * from notices where event like 'mail_address%'`).toHaveLength(0);
  });

  test("of no such branch is not found", async () => {
    const asked = proposeBranchMail(world.as("manager"), { ...change, branchCode: "999" });
    expect(await failureOf(asked)).toMatchObject({ code: "not_found" });
    expect(await failureOf(readBranchMail(world.as("manager"), { branchCode: "x" }))).toMatchObject({
      fields: { branchCode: "not_found" },
    });
  });
});
