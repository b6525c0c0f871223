import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#core/actor.ts";
import type { Permission } from "#core/permissions.ts";
import { clientPermissions, permits, staffPermissions } from "#core/permissions.ts";
import { type Role, roles } from "#core/staff/rules.ts";
import { type Connection, connect } from "#db/client.ts";
import { doorsOfCore } from "#tests/support/doors.ts";
import { failureOf, png, withWorld } from "#tests/support/world.ts";

const world = withWorld();
let rotation: Connection;
beforeAll(() => {
  rotation = connect(world.url, { role: "rotation", max: 1 });
});
afterAll(() => rotation.close());

/** Who may do what, read from product.md, section 1; written apart from the matrix. */
const matrix: Record<string, string> = {
  "contract.read": "clerk approver operations manager auditor",
  "form.read": "clerk approver operations manager auditor",
  "form.key": "clerk",
  "form.decide": "approver",
  "order.read": "clerk approver operations manager auditor",
  "order.dispatch": "operations",
  "token.read": "operations manager auditor",
  "token.view": "clerk approver operations manager auditor",
  "token.test": "clerk operations",
  "token.resync": "clerk operations",
  "token.import": "operations",
  "token.stop": "clerk operations",
  "token.move": "operations",
  "token.decide": "approver manager",
  "mailAddress.propose": "clerk",
  "mailAddress.decide": "approver",
  "branchMail.read": "manager auditor",
  "branchMail.propose": "manager",
  "branchMail.decide": "manager",
  "setting.read": "manager auditor",
  "setting.propose": "manager",
  "setting.decide": "manager",
  "debit.read": "manager auditor",
  "debit.propose": "manager",
  "debit.decide": "manager",
  "feeRule.read": "manager auditor",
  "feeRule.propose": "manager",
  "feeRule.decide": "manager",
  "fee.read": "approver manager auditor",
  "fee.print": "clerk approver manager auditor",
  "fee.view": "clerk approver operations manager auditor",
  "fee.collect": "clerk",
  "fee.ask": "clerk approver manager",
  "fee.issue": "clerk approver manager",
  "fee.decide": "manager",
  "fee.close": "manager",
  "delegation.read": "approver auditor",
  "delegation.name": "approver",
  "audit.read": "auditor",
  "customer.unmask": "operations manager auditor",
  "lookup.read": "manager auditor",
  "lookup.review": "manager auditor",
  "staff.read": "auditor administrator",
  "staff.manage": "administrator",
  "staff.decide": "administrator",
  "client.read": "auditor administrator",
  "client.manage": "administrator",
  "client.decide": "administrator",
  "key.read": "auditor administrator",
  "notice.handle": "clerk operations",
  "notice.read": "clerk approver operations manager auditor",
  "account.own": "clerk approver operations manager auditor administrator",
  "list.export": "clerk approver operations manager auditor administrator",
  "staff.begin": "",
  "job.work": "",
};

const readers = "clerk approver operations manager auditor";
const everybody = "clerk approver operations manager auditor administrator";

/** Every command and query of the core by its module and name, and who may use it; `status` and `resync` are scopes of API keys. */
const doors: Record<string, string> = {
  "audit/latest latestChange": readers,
  "audit/latest latestDeed": "auditor administrator",
  "audit/list listOfAudit": "auditor",
  "audit/list partOfAudit": "auditor",
  "audit/read readAudit": "auditor",
  "audit/verify verifyAudit": "auditor",
  "clients/decide-change approveClientChange": "administrator",
  "clients/decide-change turnDownClientChange": "administrator",
  "clients/decide-change withdrawClientChange": "administrator",
  "clients/disable disableClient": "administrator",
  "clients/issue-key issueKey": "administrator",
  "clients/list listOfClients": "auditor administrator",
  "clients/list partOfClients": "auditor administrator",
  "clients/propose-change proposeClientChange": "administrator",
  "clients/read readClient": "auditor administrator",
  "clients/register registerClient": "administrator",
  "clients/revoke-key revokeKey": "administrator",
  "clients/rotate-key rotateKey": "administrator",
  "contracts/read readContract": readers,
  "contracts/search partOfContracts": readers,
  "contracts/search search": readers,
  "debits/cancel cancelBatch": "manager",
  "debits/decide approveBatch": "manager",
  "debits/decide turnDownBatch": "manager",
  "debits/download downloadBatch": "manager",
  "debits/list listOfBatches": "manager auditor",
  "debits/list listOfFailedFees": "manager auditor",
  "debits/list partOfBatches": "manager auditor",
  "debits/list partOfFailedFees": "manager auditor",
  "debits/preview previewBatch": "manager",
  "debits/propose proposeBatch": "manager",
  "debits/read exportBatch": "manager auditor",
  "debits/read readBatch": "manager auditor",
  "debits/send sendBatch": "manager",
  "debits/settle settleBatch": "manager",
  "debits/withdraw withdrawBatch": "manager",
  "delegations/end endDelegation": "approver",
  "delegations/list listOfDelegations": "approver auditor",
  "delegations/list partOfDelegations": "approver auditor",
  "delegations/name nameSubstitute": "approver",
  "delegations/read-substitutes readSubstitutes": "approver",
  "dispatches/list listOfDispatches": "operations",
  "dispatches/list partOfDispatches": "operations",
  "dispatches/make makeDispatch": "operations",
  "dispatches/read ordersToPack": "operations",
  "dispatches/read readDispatch": "operations",
  "dispatches/read readLetters": "operations",
  "dispatches/read readYuPri": "operations",
  "dispatches/ship previewTracking": "operations",
  "dispatches/ship shipAllPacked": "operations",
  "dispatches/ship shipPacked": "operations",
  "fee-rules/decide approveFeeRule": "manager",
  "fee-rules/decide turnDownFeeRule": "manager",
  "fee-rules/propose proposeFee": "manager",
  "fee-rules/propose proposeTaxRate": "manager",
  "fee-rules/quote readQuotes": "clerk",
  "fee-rules/read readFeeRuleChange": "manager auditor",
  "fee-rules/read readFeeRules": "manager auditor",
  "fee-rules/withdraw withdrawFeeRule": "manager",
  "fees/ask askForFee": "clerk approver manager",
  "fees/close-month closeMonth": "manager",
  "fees/collect collectCash": "clerk",
  "fees/decide approveFeeRequest": "manager",
  "fees/decide turnDownFeeRequest": "manager",
  "fees/issue-paper issuePaper": "clerk approver manager",
  "fees/list listOfFees": "approver manager auditor",
  "fees/list partOfFees": "approver manager auditor",
  "fees/list-closings listClosings": "approver manager auditor",
  "fees/list-closings partOfClosings": "approver manager auditor",
  "fees/list-requests listOfFeeRequests": readers,
  "fees/list-requests partOfFeeRequests": readers,
  "fees/read-papers readPapers": "clerk approver manager auditor",
  "fees/read readFee": readers,
  "fees/reconcile reconcileFees": "approver manager auditor",
  "fees/report feeReport": "approver manager auditor",
  "fees/withdraw withdrawFeeRequest": "clerk approver manager",
  "forms/customer readCustomer": "clerk",
  "forms/add-scan addScan": "clerk",
  "forms/foresee foreseeApproval": "approver",
  "forms/approve approveForm": "approver",
  "forms/draft discardDraft": "clerk",
  "forms/draft readDraft": "clerk",
  "forms/draft saveDraft": "clerk",
  "forms/edit editForm": "clerk",
  "forms/key keyForm": "clerk",
  "forms/list listOfForms": readers,
  "forms/list partOfForms": readers,
  "forms/next nextToDecide": "approver",
  "forms/read readForm": readers,
  "forms/read readScan": readers,
  "forms/receive receiveForm": "clerk",
  "forms/send-back cancelForm": "clerk",
  "forms/send-back markFormIncomplete": "clerk",
  "forms/send-back returnForm": "approver",
  "forms/status readFormStatus": "status",
  "forms/submit submitForm": "clerk",
  "home/read readHome": readers,
  "home/read-accounts readAccountQueues": "administrator",
  "home/read-mail readMailQueues": "operations",
  "keys/read readLastRotation": "auditor administrator",
  "keys/read readSealKeys": "auditor administrator",
  "lists/note-export noteExport": everybody,
  "logins/list-events listOfLoginEvents": "auditor",
  "logins/list-events partOfLoginEvents": "auditor",
  "logins/read-resync readResync": "clerk operations resync",
  "logins/resync resyncToken": "clerk operations resync",
  "logins/verify-events verifyLoginEvents": "auditor",
  "look-ups/list listOfLookUps": "manager auditor",
  "look-ups/list partOfLookUps": "manager auditor",
  "look-ups/month readLookUpMonth": "manager auditor",
  "look-ups/read-masked readMasked": "operations manager auditor",
  "look-ups/review reviewLookUps": "manager auditor",
  "look-ups/unmask unmaskCustomer": "operations manager auditor",
  "look-ups/verify-seals verifyLookUps": "auditor",
  "mail-addresses/decide approveBranchMail": "manager",
  "mail-addresses/decide approveMailAddress": "approver",
  "mail-addresses/decide turnDownBranchMail": "manager",
  "mail-addresses/decide turnDownMailAddress": "approver",
  "mail-addresses/decide withdrawBranchMail": "manager",
  "mail-addresses/decide withdrawMailAddress": "clerk",
  "mail-addresses/list listOfMailAddressChanges": readers,
  "mail-addresses/list partOfMailAddressChanges": readers,
  "mail-addresses/propose proposeBranchMail": "manager",
  "mail-addresses/propose proposeMailAddress": "clerk",
  "mail-addresses/read readBranchMail": "manager auditor",
  "mail-addresses/read readBranchMails": "manager auditor",
  "mail-addresses/read readMailAddress": readers,
  "notices/end-try deliverNotice": "",
  "notices/end-try giveUpNotice": "",
  "notices/letters readNoticeLetters": "clerk operations",
  "notices/list listOfNotices": readers,
  "notices/list partOfNotices": readers,
  "notices/move letterInstead": "clerk operations",
  "notices/move printNotices": "clerk operations",
  "notices/move resendNotices": "clerk operations",
  "orders/allocate allocateSerial": "operations",
  "orders/allocation readAllocation": "operations",
  "orders/cancel cancelOrder": "operations",
  "orders/close closeOrder": "operations",
  "orders/destroy askDestruction": "operations",
  "orders/list listOfOrders": readers,
  "orders/list partOfOrders": readers,
  "orders/read readOrder": readers,
  "orders/lose declareMailLost": "operations",
  "orders/ship shipOrder": "operations",
  "orders/status readOrderStatus": "status",
  "orders/take-back takeBackMail": "operations",
  "settings/decide approveSettings": "manager",
  "settings/decide turnDownSettings": "manager",
  "settings/propose proposeSettings": "manager",
  "settings/read readBankSettings": "manager auditor",
  "settings/withdraw withdrawSettings": "manager",
  "shipments/import previewMail": "operations",
  "shipments/import recordMailFile": "operations",
  "shipments/record recordByNumber": "operations",
  "shipments/record recordMailEvent": "operations",
  "staff/decide-change approveStaffChange": "administrator",
  "staff/decide-change turnDownStaffChange": "administrator",
  "staff/decide-change withdrawStaffChange": "administrator",
  "staff/demand-password demandNewPassword": "administrator",
  "staff/disable disableStaff": "administrator",
  "staff/end-sessions endSessionsOfStaff": "administrator",
  "staff/invite inviteStaff": "administrator",
  "staff/invite-administrator inviteAdministrator": "",
  "staff/link renewLink": "administrator",
  "staff/link withdrawLink": "administrator",
  "staff/list listOfStaff": "auditor administrator",
  "staff/list partOfStaff": "auditor administrator",
  "staff/list-changes listOfStaffChanges": "auditor administrator",
  "staff/list-changes partOfStaffChanges": "auditor administrator",
  "staff/own-account readOwnAccount": everybody,
  "staff/own-sessions endOtherSessions": everybody,
  "staff/own-sessions endOwnSession": everybody,
  "staff/own-sessions listOwnSessions": everybody,
  "staff/propose-change proposeAdmission": "administrator",
  "staff/propose-change proposeEnabling": "administrator",
  "staff/propose-change proposeMove": "administrator",
  "staff/read-person readPerson": "auditor administrator",
  "staff/recovery-codes newRecoveryCodes": everybody,
  "staff/reset resetStaff": "administrator",
  "staff/unlock unlockStaff": "administrator",
  "token-imports/cancel cancelImport": "operations",
  "token-imports/end-check endCheck": "",
  "token-imports/fail failImport": "",
  "token-imports/finish finishImport": "",
  "token-imports/list listOfImports": "operations manager auditor",
  "token-imports/list partOfImports": "operations manager auditor",
  "token-imports/read partOfRows": "operations manager auditor",
  "token-imports/read readImport": "operations manager auditor",
  "token-imports/start startImport": "operations",
  "token-imports/upload beginUpload": "operations",
  "token-imports/upload uploadTokenFile": "operations",
  "tokens/ask askDisposal": "operations",
  "tokens/ask askReopening": "clerk operations",
  "tokens/bulk moveMany": "operations",
  "tokens/bulk previewMoves": "operations",
  "tokens/decide approveTokenRequest": "approver manager",
  "tokens/decide turnDownTokenRequest": "approver manager",
  "tokens/labels readLabels": "operations manager auditor",
  "tokens/list listKinds": "operations manager auditor",
  "tokens/list listOfTokens": "operations manager auditor",
  "tokens/list partOfTokens": "operations manager auditor",
  "tokens/list-requests listOfTokenRequests": readers,
  "tokens/list-requests partOfTokenRequests": readers,
  "tokens/read readToken": readers,
  "tokens/read-request readTokenRequest": readers,
  "tokens/release releaseToken": "operations",
  "tokens/restock restockToken": "operations",
  "tokens/revoke revokeToken": "operations",
  "tokens/status readTokenStatus": "status",
  "tokens/stock readStock": "operations manager auditor",
  "tokens/suspend suspendToken": "clerk operations",
  "tokens/test testToken": "clerk operations",
  "tokens/withdraw withdrawTokenRequest": "clerk operations",
};

const systems: Record<string, Actor> = {
  customer: { kind: "customer", id: "01900000-0000-7000-8000-000000000001", name: "70000000001" },
  "no scope": { kind: "client", id: "01900000-0000-7000-8000-000000000001", name: "x", scopes: [] },
  login: { kind: "client", id: "01900000-0000-7000-8000-000000000001", name: "x", scopes: ["login:check"] },
  status: { kind: "client", id: "01900000-0000-7000-8000-000000000001", name: "x", scopes: ["status:read"] },
  resync: {
    kind: "client",
    id: "01900000-0000-7000-8000-000000000001",
    name: "x",
    scopes: ["tokens:resync"],
  },
  "strange scopes": {
    kind: "client",
    id: "01900000-0000-7000-8000-000000000001",
    name: "x",
    scopes: ["form:decide", "__proto__", "constructor", "form.decide", "*"],
  },
};

test("the matrix holds each permission with the roles that product.md gives it", () => {
  const held = Object.entries(staffPermissions).map(([name, who]) => [name, [...who].sort().join(" ")]);
  const meant = Object.entries(matrix).map(([name, who]) => [name, who.split(" ").sort().join(" ")]);
  expect(Object.fromEntries(held)).toEqual(Object.fromEntries(meant));
});

describe.each(roles)("%s", (role) => {
  test("has exactly these permissions", () => {
    const others = [
      ...Object.values(clientPermissions).flat(),
      "token.register",
      "toString",
      "__proto__",
      "",
    ];
    const actor = { ...world.as("clerk").actor, role };
    const all = [...new Set([...Object.keys(matrix), ...others])] as Permission[];
    const mine = Object.keys(matrix).filter((name) => matrix[name]?.split(" ").includes(role));
    expect(all.filter((permission) => permits(actor, permission))).toEqual(mine);
  });
});

test("a role of no such name has no permission", () => {
  const actor = { ...world.as("clerk").actor, role: "owner" as Role };
  expect(Object.keys(matrix).filter((name) => permits(actor, name as Permission))).toEqual([]);
});

test("no command or query of the core is missing from the table of doors", async () => {
  const found = [...(await doorsOfCore()).keys()];
  expect(found.sort()).toEqual(Object.keys(doors).sort());
});

describe.each(Object.entries(doors))("%s", (name, allowed) => {
  test(`opens for ${allowed} and for nobody else, before it looks at what was sent`, async () => {
    const door = (await doorsOfCore()).get(name) ?? expect.unreachable(name);
    const before = await world.everything();
    const open: string[] = [];
    const actors = [
      // With no OTP shown lately, so that what opens for its own account too changes nothing of it.
      ...roles.map(
        (role) => [role, { ...world.as(role).actor, username: role, confirmedUntil: null }] as const,
      ),
      ...Object.entries(systems),
    ];
    for (const [who, actor] of actors) {
      // What is sealed the desks' role does not read.
      const db = name === "keys/read readSealKeys" ? rotation.db : world.db;
      const told = await failureOf(door({ ...world.as("auditor"), actor, db }, { bytes: png }));
      if (told?.code === "forbidden") expect(told.fields).toEqual({});
      else open.push(who);
    }
    expect(open.join(" ")).toBe(allowed);
    expect(await world.everything()).toBe(before);
  });
});
