import { describe, expect, test } from "vitest";
import { addScan } from "#core/forms/add-scan.ts";
import { keyForm } from "#core/forms/key.ts";
import { failureOf, keyed, paper, png, withWorld } from "#tests/support/world.ts";

const world = withWorld();

describe("what people type", () => {
  test("full-width digits and spaces are read, days of the Japanese calendar too", async () => {
    const contract = await world.registered();
    const wide = contract.contractorId.replaceAll(/\d/g, (digit) =>
      String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
    );
    const { formId } = await keyForm(world.as("clerk"), {
      ...paper(contract, "reissue", "stolen"),
      contractorId: ` ${wide.slice(0, 4)}　${wide.slice(4)} `,
      receivedOn: "令和８年１１月２２日",
      discoveredOn: "R8.11.21",
      note: "  𠮷田　髙﨑  ",
    });
    const [form] = await world.sql`
      select contract_id, received_on::text, discovered_on::text, note from forms where id = ${formId}`;
    expect(form).toEqual({
      contract_id: contract.id,
      received_on: "2026-11-22",
      discovered_on: "2026-11-21",
      note: "𠮷田　髙﨑",
    });
  });

  test.each<[string, Record<string, unknown>, Record<string, string>]>([
    ["no contractor ID", { contractorId: "" }, { contractorId: "required" }],
    ["ten digits", { contractorId: "1234567890" }, { contractorId: "contractorId.format" }],
    ["letters", { contractorId: "1234567890A" }, { contractorId: "contractorId.format" }],
    ["an unknown one", { contractorId: "99999999999" }, { contractorId: "contractorId.unknown" }],
    ["a number", { contractorId: 12345678901 }, { contractorId: "required" }],
    ["a list", { contractorId: ["12345678901"] }, { contractorId: "required" }],
    ["a megabyte", { contractorId: "1".repeat(1024 * 1024) }, { contractorId: "tooLong" }],
    ["no kind", { kind: undefined }, { kind: "kind.required" }],
    ["a strange kind", { kind: "__proto__" }, { kind: "kind.required" }],
    ["a strange channel", { channel: "fax" }, { channel: "channel.required" }],
    ["a reissue without reason", { reason: "" }, { reason: "reason.required" }],
    ["a strange reason", { reason: "eaten" }, { reason: "reason.required" }],
    ["a reason for an unlock", { kind: "unlock" }, { reason: "reason.onlyForReissue" }],
    ["no day", { receivedOn: "" }, { receivedOn: "required" }],
    ["no day of this world", { receivedOn: "2026-02-30" }, { receivedOn: "receivedOn.format" }],
    ["the year nought", { receivedOn: "0000-01-01" }, { receivedOn: "receivedOn.format" }],
    ["tomorrow", { receivedOn: "2026-11-25" }, { receivedOn: "receivedOn.future" }],
    ["discovered tomorrow", { discoveredOn: "2026-11-25" }, { discoveredOn: "discoveredOn.future" }],
    [
      "a strange document",
      { identityDocument: "library_card" },
      { identityDocument: "identityDocument.unknown" },
    ],
    ["words where a tick is meant", { sealVerified: "yes" }, { sealVerified: "required" }],
    ["a long note", { note: "あ".repeat(1001) }, { note: "note.long" }],
    ["a long report", { policeReport: "1".repeat(101) }, { policeReport: "policeReport.long" }],
    ["NUL in a note", { note: "a\u0000b" }, { note: "characters" }],
    [
      "much at once",
      { contractorId: "1", kind: "", receivedOn: "soon", note: null },
      {
        contractorId: "contractorId.format",
        kind: "kind.required",
        receivedOn: "receivedOn.format",
        note: "invalid",
      },
    ],
  ])("%s is told by its field, and nothing is kept", async (_, wrong, fields) => {
    const contract = await world.registered();
    const before = await world.everything();
    const told = await failureOf(keyForm(world.as("clerk"), { ...paper(contract, "reissue"), ...wrong }));
    expect(told).toMatchObject({ code: "invalid" });
    expect(told?.fields).toEqual(fields);
    expect(await world.everything()).toBe(before);
  });

  test.each([null, undefined, "text", 7, [], [paper({ contractorId: "1" }, "new")], { contractorId: {} }])(
    "no form at all: %j",
    async (raw) => {
      expect(await failureOf(keyForm(world.as("clerk"), raw))).toMatchObject({ code: "invalid" });
    },
  );

  test("the day ends at midnight in Japan", async () => {
    const contract = await world.registered();
    world.setNow("2026-11-24T23:59:59+09:00");
    const tomorrow = { ...paper(contract, "reissue"), receivedOn: "2026-11-25" };
    expect(await failureOf(keyForm(world.as("clerk"), tomorrow))).toMatchObject({
      fields: { receivedOn: "receivedOn.future" },
    });
    world.setNow("2026-11-25T00:00:00+09:00");
    expect(await failureOf(keyForm(world.as("clerk"), tomorrow))).toBeUndefined();
    world.setNow("2026-11-24T10:00:00+09:00");
  });
});

test("what a request slips in beside the fields of the form is ignored", async () => {
  const contract = await world.registered();
  const clerk = world.as("clerk");
  const approver = world.as("approver").actor.id;
  const { formId } = await keyForm(clerk, {
    ...paper(contract, "reissue"),
    id: "01900000-0000-7000-8000-00000000000b",
    number: 1,
    state: "approved",
    makerId: approver,
    checkerId: approver,
    decidedAt: "2026-01-01",
    submittedAt: "2026-01-01",
    createdAt: "2026-01-01",
    branchCode: "002",
    contractId: "01900000-0000-7000-8000-00000000000b",
    feeYen: 0,
    grossYen: 0,
    actor: { role: "approver" },
    scope: null,
  });
  expect(formId).not.toBe("01900000-0000-7000-8000-00000000000b");
  const form = await world.formOf(formId);
  expect(form).toMatchObject({
    state: "received",
    maker_id: clerk.actor.id,
    checker_id: null,
    decided_at: null,
    submitted_at: null,
    created_at: world.now,
    branch_code: "001",
    contract_id: contract.id,
  });
  expect(form.number).toBeGreaterThan(1_000_000);
});

describe("scans", () => {
  const pdf = Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "latin1");
  const jpeg = Buffer.concat([
    Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex"),
    Buffer.alloc(32),
  ]);

  test.each([
    ["image/png", png],
    ["application/pdf", pdf],
    ["image/jpeg", jpeg],
  ])("%s is kept under the type that its content tells, whatever its name", async (mediaType, bytes) => {
    const { formId } = await keyForm(world.as("clerk"), paper(await world.registered(), "reissue"));
    await addScan(world.as("clerk"), { formId, fileName: "paper.exe", bytes });
    const [scan] = await world.sql`select media_type, bytes, added_by from scans where form_id = ${formId}`;
    expect(scan).toEqual({ media_type: mediaType, bytes, added_by: world.as("clerk").actor.id });
  });

  test.each([
    ["nothing", Buffer.alloc(0), "scan.missing"],
    [
      "a program named .png",
      Buffer.concat([Buffer.from("7f454c4602010100", "hex"), Buffer.alloc(64)]),
      "scan.type",
    ],
    ["a page", Buffer.from("<!doctype html><script>alert(1)</script>"), "scan.type"],
    [
      "a drawing with script",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      "scan.type",
    ],
    ["a GIF", Buffer.from("GIF89a\x01\x00\x01\x00", "latin1"), "scan.type"],
    ["more than 10 MB", Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)]), "scan.size"],
  ])("%s is refused", async (_, bytes, message) => {
    const { formId } = await keyForm(world.as("clerk"), paper(await world.registered(), "reissue"));
    const before = await world.everything();
    expect(await failureOf(addScan(world.as("clerk"), { formId, fileName: "a.png", bytes }))).toMatchObject({
      code: "invalid",
      fields: { scan: message },
    });
    expect(await world.everything()).toBe(before);
  });

  test("the audit tells of a scan without its bytes, and without its name, which may be the customer's", async () => {
    const { formId } = await keyed(world, await world.registered(), "reissue");
    const [row] = await world.sql`
      select after from audit where subject_id = ${formId} and action = 'form.add_scan'`;
    expect(row?.after).toEqual({ scan: "＊＊＊", mediaType: "image/png", sizeBytes: png.length });
  });
});
