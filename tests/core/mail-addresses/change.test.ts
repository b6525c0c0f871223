import { beforeEach, describe, expect, test } from "vitest";
import { readContract } from "#core/contracts/read.ts";
import { readHome } from "#core/home/read.ts";
import { unmaskCustomer } from "#core/look-ups/unmask.ts";
import { approveMailAddress, turnDownMailAddress, withdrawMailAddress } from "#core/mail-addresses/decide.ts";
import { listOfMailAddressChanges } from "#core/mail-addresses/list.ts";
import { proposeMailAddress } from "#core/mail-addresses/propose.ts";
import { readMailAddress } from "#core/mail-addresses/read.ts";
import { resendNotices } from "#core/notices/move.ts";
import { sendNotices } from "#core/notices/send.ts";
import { smtpSender } from "#core/notices/smtp.ts";
import type { Contract } from "#tests/support/customers.ts";
import { withMailServer } from "#tests/support/mail-server.ts";
import { failureOf, keyed, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const server = withMailServer();
const clerk = () => world.as("clerk");
const approver = () => world.as("approver");

beforeEach(async () => {
  server.answer = () => "take";
  server.taken.length = 0;
  await world.sql`delete from notices`;
});

const typed = (contract: Contract, mailAddress: string) => ({
  contractId: contract.id,
  mailAddress,
  paperOn: "令和8年11月20日",
  reason: "届出 No.12、印鑑照合済",
});

/** The change that the first clerk has just asked for. */
async function proposed(contract: Contract, mailAddress: string): Promise<{ addressChangeId: string }> {
  await proposeMailAddress(clerk(), typed(contract, mailAddress));
  const [row] = await world.sql`
    select id from mail_address_changes where contract_id = ${contract.id} and state = 'proposed'`;
  return { addressChangeId: String(row?.id) };
}

/** Somebody whose address two people have agreed on. */
async function reachable(mailAddress: string): Promise<Contract> {
  const contract = await world.registered();
  await approveMailAddress(approver(), await proposed(contract, mailAddress));
  return contract;
}

async function addressOf({ id }: Contract): Promise<unknown> {
  const [row] = await world.sql`select mail_address from contracts where id = ${id}`;
  return row?.mail_address;
}

const send = () =>
  sendNotices(
    () => ({ ...clerk(), actor: { kind: "system", id: null, name: "jobs" }, db: world.in("jobs") }),
    smtpSender({ url: server.url, from: "otp@bank.example.jp" }),
    new AbortController().signal,
  );

const textOf = (source = "") => Buffer.from(source.split("\r\n\r\n")[1] ?? "", "base64").toString("utf8");

describe("a customer's address", () => {
  test("changes when an approver confirms the clerk's entry, and mail to the old one and the new tells of it", async () => {
    const contract = await reachable("old@example.jp");
    await world.sql`delete from notices`;
    const change = await proposed(contract, "ｎｅｗ＠example.jp");
    expect(await addressOf(contract)).toBe("old@example.jp");
    await send();
    expect(server.taken).toEqual([]);
    await approveMailAddress(approver(), change);
    expect(await addressOf(contract)).toBe("new@example.jp");
    await send();
    const told = new Map(server.taken.map(({ to, source }) => [to, textOf(source)]));
    expect([...told.keys()].sort()).toEqual(["new@example.jp", "old@example.jp"]);
    expect(told.get("old@example.jp")).toMatch(/2026年11月20日付のお届け.*お心当たりのない場合/s);
    for (const text of told.values()) expect(text).not.toMatch(/浜松|@|No\.12/);
  });

  test("that is the first one is told by a letter to the customer's home", async () => {
    const contract = await reachable("first@example.jp");
    const rows = await world.sql`
      select event, state, mail_to, facts->>'step' as step from notices where contract_id = ${contract.id} order by event`;
    expect(rows).toEqual([
      { event: "mail_address_changed", state: "to_print", mail_to: null, step: "first" },
      { event: "mail_address_registered", state: "waiting", mail_to: "first@example.jp", step: "first" },
    ]);
  });

  test("that ends is told where mail went until then, and letters follow", async () => {
    const contract = await reachable("old@example.jp");
    await world.sql`delete from notices`;
    await approveMailAddress(approver(), await proposed(contract, ""));
    const rows = await world.sql`select event, mail_to from notices where contract_id = ${contract.id}`;
    expect(rows).toEqual([{ event: "mail_address_changed", mail_to: "old@example.jp" }]);
    expect(await addressOf(contract)).toBeNull();
  });

  test("is on record without what it is, and with who asked and who agreed", async () => {
    const contract = await reachable("secret@example.jp");
    const rows = await world.sql`
      select action, actor_name, before, after, reason from audit where contract_id = ${contract.id}
        and subject_kind = 'mail_address' order by id`;
    expect(rows).toMatchObject([
      { action: "mail_address.propose", actor_name: "clerk-001-1", reason: "届出 No.12、印鑑照合済" },
      {
        action: "mail_address.approve",
        actor_name: "approver-001-1",
        before: { proposal: "proposed", mailAddress: null },
        after: { proposal: "approved", mailAddress: "＊＊＊", paperOn: "2026-11-20" },
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain("secret");
  });

  test("stays when turned down with a note or withdrawn by its maker alone", async () => {
    const contract = await reachable("old@example.jp");
    await world.sql`delete from notices`;
    const change = await proposed(contract, "new@example.jp");
    expect(await failureOf(withdrawMailAddress(world.as("clerk", { person: 2 }), change))).toMatchObject({
      about: "onlyItsMaker",
    });
    expect(await failureOf(turnDownMailAddress(approver(), change))).toMatchObject({
      fields: { note: "backReason.required" },
    });
    await turnDownMailAddress(approver(), { ...change, note: "印影が違う" });
    expect(await failureOf(approveMailAddress(approver(), change))).toMatchObject({ code: "conflict" });
    await withdrawMailAddress(clerk(), await proposed(contract, "other@example.jp"));
    expect(await addressOf(contract)).toBe("old@example.jp");
    expect(await world.sql`select * from notices`).toHaveLength(0);
  });

  test("is not approved by whoever asked, another branch, or twice at once; and one change waits at a time", async () => {
    const contract = await world.registered();
    const change = await proposed(contract, "new@example.jp");
    const own = { ...approver(), actor: { ...approver().actor, id: clerk().actor.id } };
    expect(await failureOf(approveMailAddress(own, change))).toMatchObject({ about: "fourEyes" });
    const elsewhere = world.as("approver", { branch: "002" });
    expect(await failureOf(approveMailAddress(elsewhere, change))).toMatchObject({ code: "not_found" });
    expect(await failureOf(proposeMailAddress(clerk(), typed(contract, "x@example.jp")))).toMatchObject({
      about: "addressChangeUnderWay",
    });
    const ends = await Promise.all(
      ([1, 2] as const).map((person) =>
        failureOf(approveMailAddress(world.as("approver", { person }), change)),
      ),
    );
    expect(ends.map((end) => end?.code).sort()).toEqual(["conflict", undefined]);
    const told = await world.sql`select event from notices where contract_id = ${contract.id}`;
    expect(told).toHaveLength(2);
  });

  test("is refused where it changes nothing, or its paper is of tomorrow", async () => {
    const contract = await reachable("old@example.jp");
    const refused = async (change: object) =>
      (await failureOf(proposeMailAddress(clerk(), { ...typed(contract, "old@example.jp"), ...change })))
        ?.fields;
    expect(await refused({})).toEqual({ mailAddress: "mailAddress.same" });
    expect(await refused({ mailAddress: "x@example.jp", paperOn: "2026/11/25" })).toEqual({
      paperOn: "receivedOn.future",
    });
    expect(await refused({ mailAddress: "太郎@example.jp", reason: " " })).toEqual({
      mailAddress: "mailAddress.ascii",
      reason: "proposal.reason",
    });
  });

  test("is masked to whom the customer is no work, in its history too, until they say why", async () => {
    const contract = await reachable("hanako@example.jp");
    const seen = async () => {
      const { contract: shown, history } = await readMailAddress(world.as("auditor"), {
        contractId: contract.id,
      });
      return [shown.mailAddress, history[0]?.toAddress];
    };
    expect(await seen()).toEqual(["h＊＊＊@＊＊＊", "h＊＊＊@＊＊＊"]);
    const page = await readContract(world.as("operations"), { contractId: contract.id });
    expect(page.contract.mailAddress).toBe("h＊＊＊@＊＊＊");
    await unmaskCustomer(world.as("auditor"), { contractId: contract.id, reason: "audit", note: "" });
    expect(await seen()).toEqual(["hanako@example.jp", "hanako@example.jp"]);
    const looks = await world.sql`
      select page, unmasking_id is not null as whole from look_ups where contract_id = ${contract.id}
        and page = 'mail_address' order by 2`;
    expect(looks).toEqual([
      { page: "mail_address", whole: false },
      { page: "mail_address", whole: true },
    ]);
  });

  test("waits at home for the approvers of its branch, and in a list that names nobody whole", async () => {
    await world.sql`update mail_address_changes set state = 'withdrawn', decided_at = now() where state = 'proposed'`;
    const contract = await world.registered();
    await proposed(contract, "new@example.jp");
    const waits = async (context: Parameters<typeof readHome>[0]) =>
      (await readHome(context, {})).queues.filter(({ queue }) => queue === "address_change");
    expect(await waits(approver())).toMatchObject([{ count: 1 }]);
    expect(await waits(world.as("approver", { branch: "002" }))).toEqual([]);
    const { rows } = await listOfMailAddressChanges(approver(), {});
    expect(rows).toMatchObject([
      { contractId: contract.id, kana: "ハママツ　＊＊", makerName: "clerk-001-1" },
    ]);
    expect(JSON.stringify(rows)).not.toContain("@");
  });

  test("is where a mail that failed goes when it is sent again, but for the word of the change itself", async () => {
    const contract = await reachable("dead@example.jp");
    await world.sql`delete from notices`;
    await keyed(world, contract, "reissue");
    await approveMailAddress(approver(), await proposed(contract, "alive@example.jp"));
    server.answer = (to) => (to === "dead@example.jp" ? 550 : "take");
    await send();
    const failed = await world.sql`select id, event from notices where state = 'failed' order by event`;
    expect(failed.map(({ event }) => event)).toEqual(["form_received", "mail_address_changed"]);
    await resendNotices(clerk(), { noticeIds: failed.map(({ id }) => id) });
    const again = await world.sql`select event, mail_to from notices where state = 'waiting' order by event`;
    expect(again).toEqual([
      { event: "form_received", mail_to: "alive@example.jp" },
      { event: "mail_address_changed", mail_to: "dead@example.jp" },
    ]);
  });
});
