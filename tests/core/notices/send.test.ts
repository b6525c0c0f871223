import { beforeEach, expect, test } from "vitest";
import { letterInstead, resendNotices } from "#core/notices/move.ts";
import { noticeAudience, noticeEvents, noticeRecipients } from "#core/notices/rules.ts";
import { type SendMail, sendNotices } from "#core/notices/send.ts";
import { smtpSender } from "#core/notices/smtp.ts";
import { letterOf, mailOf } from "#core/notices/text.ts";
import { withMailServer } from "#tests/support/mail-server.ts";
import { failureOf, keyed, withWorld } from "#tests/support/world.ts";

const world = withWorld();
const server = withMailServer();
const never = new AbortController().signal;

beforeEach(async () => {
  server.answer = () => "take";
  server.taken.length = 0;
  await world.sql`delete from notices`;
});

const smtp: SendMail = (mail) => smtpSender({ url: server.url, from: "otp@bank.example.jp" })(mail);
const sendAll = (minutesLater = 0, send = smtp) =>
  sendNotices(
    () => ({
      ...world.as("clerk"),
      actor: { kind: "system", id: null, name: "jobs" },
      db: world.in("jobs"),
      now: new Date(world.now.getTime() + minutesLater * 60_000),
    }),
    send,
    never,
  );

/** Notices of so many forms received, each to a customer's address of its own. */
async function waiting(count: number): Promise<string[]> {
  const addresses = [];
  for (let nth = 0; nth < count; nth++) {
    const contract = await world.registered();
    const address = `c${contract.contractorId}@example.jp`;
    await world.sql`update contracts set mail_address = ${address} where id = ${contract.id}`;
    await keyed(world, contract, "reissue");
    addresses.push(address);
  }
  return addresses;
}

/** What the audit has of the notices there are, by whom, in its order. */
const onRecord = async () => {
  const rows = await world.sql`
    select action, actor_kind, actor_name from audit
      where subject_kind = 'notice' and subject_id in (select id::text from notices) order by audit.id`;
  return rows.map(({ action, actor_kind: kind, actor_name: name }) => `${action} ${kind} ${name}`);
};

const stored = () =>
  world.sql`select id, state, tries, last_error, due_at from notices order by created_at, id`;

test("a mail reaches its server whole, in Japanese, from the bank, and says nobody's name", async () => {
  const [address] = await waiting(1);
  await sendAll();
  expect(server.taken.map(({ to }) => to)).toEqual([address]);
  const source = server.taken[0]?.source ?? "";
  const text = Buffer.from(source.split("\r\n\r\n")[1] ?? "", "base64").toString("utf8");
  expect(text).toMatch(/受付番号 \d{7}/);
  expect(text).not.toMatch(/浜松/);
  const [row] = await stored();
  expect(row).toMatchObject({ state: "sent", tries: 1, last_error: null });
  expect(source).toContain(`Message-ID: <${row?.id}@token-desk>`);
  expect(source).toContain("From: otp@bank.example.jp");
  expect(source).toContain("Auto-Submitted: auto-generated");
  expect(text).toMatch(/平素は.*お取引店.*はましん/s);
});

test("of ten workers at once each mail is sent by one", async () => {
  const addresses = await waiting(12);
  await Promise.all(Array.from({ length: 10 }, () => sendAll()));
  expect(server.taken.map(({ to }) => to).sort()).toEqual([...addresses].sort());
  expect(await onRecord()).toEqual(addresses.map(() => "notice.deliver system jobs"));
});

test("a server that is busy is tried later, each time later, and at last a person is asked", async () => {
  await waiting(1);
  server.answer = () => 451;
  await sendAll();
  expect(await stored()).toMatchObject([{ state: "waiting", tries: 1, last_error: "451" }]);
  await sendAll(0.9);
  expect(await stored()).toMatchObject([{ tries: 1 }]);
  // 1, 5, 15, 60, 180, 360 and 720 minutes after the one before.
  for (const minutes of [1, 6, 21, 81, 261, 621, 1341]) await sendAll(minutes);
  expect(await stored()).toMatchObject([{ state: "failed", tries: 8, last_error: "451" }]);
  expect(server.taken).toEqual([]);
  expect(await onRecord()).toEqual(["notice.give_up system jobs"]);
  const [told] =
    await world.sql`select before, after, contract_id, branch_code from audit order by id desc limit 1`;
  expect(told).toMatchObject({
    before: { state: "sending" },
    after: { state: "failed", event: "form_received", recipient: "customer", tries: 8, mailError: "451" },
    branch_code: "001",
  });
  expect(JSON.stringify(told)).not.toContain("@");
});

test("an address that is refused for good is not tried again, until a person sends it again", async () => {
  const [address] = await waiting(1);
  server.answer = () => 550;
  await sendAll();
  const [row] = await stored();
  expect(row).toMatchObject({ state: "failed", tries: 1, last_error: "550" });
  server.answer = () => "take";
  await resendNotices(world.as("clerk"), { noticeIds: [row?.id] });
  await sendAll();
  expect(server.taken.map(({ to }) => to)).toEqual([address]);
  expect(await onRecord()).toEqual([
    "notice.give_up system jobs",
    "notice.resend staff clerk-001-1",
    "notice.deliver system jobs",
  ]);
});

test("a server that is away is tried later, and costs one mail a try", async () => {
  await waiting(2);
  await sendAll(0, smtpSender({ url: "smtp://127.0.0.1:1", from: "otp@bank.example.jp" }));
  const ends = (await stored()).map(({ state, tries, last_error: error }) => `${state} ${tries} ${error}`);
  expect(ends.sort()).toEqual(["waiting 0 null", "waiting 1 ESOCKET"]);
});

test("a mail whose answer was lost goes out again under the same Message-ID", async () => {
  await waiting(1);
  server.answer = () => "cut";
  await sendAll();
  server.answer = () => "take";
  await sendAll(1);
  const ids = server.taken.map(({ source }) => /Message-ID: (\S+)/.exec(source)?.[1]);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
  expect(await stored()).toMatchObject([{ state: "sent", tries: 2 }]);
  expect(await onRecord()).toEqual(["notice.deliver system jobs"]);
});

test("a worker that died amid a mail is followed by another, and its late word is not believed", async () => {
  await waiting(1);
  const { promise: held, resolve: goOn } = Promise.withResolvers<void>();
  const slow = sendAll(0, () => held);
  await expect.poll(stored).toMatchObject([{ state: "sending" }]);
  await sendAll(9);
  expect(server.taken).toEqual([]);
  await sendAll(11, () =>
    Promise.reject(Object.assign(new Error("no"), { responseCode: 550, code: "EENVELOPE" })),
  );
  goOn();
  await slow;
  expect(await stored()).toMatchObject([{ state: "failed", tries: 2 }]);
  expect(await onRecord()).toEqual(["notice.give_up system jobs"]);
});

test("nor is it believed once a person has sent the notice again", async () => {
  await waiting(1);
  const { promise: held, resolve: goOn } = Promise.withResolvers<void>();
  const slow = sendAll(0, () => held);
  await expect.poll(stored).toMatchObject([{ state: "sending" }]);
  server.answer = () => 550;
  await sendAll(11);
  const [row] = await stored();
  await resendNotices(world.as("clerk"), { noticeIds: [row?.id] });
  const { promise: heldToo, resolve: goOnToo } = Promise.withResolvers<void>();
  const again = sendAll(12, () => heldToo);
  await expect.poll(stored).toMatchObject([{ state: "sending", tries: 1 }]);
  goOn();
  await slow;
  expect(await stored()).toMatchObject([{ state: "sending" }]);
  goOnToo();
  await again;
  expect(await stored()).toMatchObject([{ state: "sent" }]);
});

test("what mail cannot carry becomes a letter, once", async () => {
  await waiting(1);
  server.answer = () => 550;
  await sendAll();
  const [row] = await stored();
  const twice = await Promise.all(
    [1, 2].map(() => failureOf(letterInstead(world.as("clerk"), { noticeIds: [row?.id] }))),
  );
  expect(twice.filter((failure) => failure === undefined)).toHaveLength(1);
  expect(twice.find((failure) => failure !== undefined)).toMatchObject({ code: "conflict" });
  expect(await stored()).toMatchObject([{ state: "to_print" }]);
});

test("everybody who is told of something has words for it, on one line of subject", () => {
  for (const event of noticeEvents) {
    for (const recipient of noticeRecipients) {
      const told = { event, recipient, facts: { formNumber: 1_000_001, orderNumber: 5_000_001 } };
      if (noticeAudience[event][recipient]) expect(mailOf(told).subject).toMatch(/^[^\n]{5,40}$/);
      else expect(() => letterOf(told)).toThrow(event);
    }
  }
});
