import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csv } from "#core/csv.ts";
import { readTokenFile, type TokenFileFormat } from "#core/token-files/read.ts";
import { chunksOf, fatesOf, refusalOf, rowsOf, tokensOf } from "#tests/support/token-file.ts";

const seed = Buffer.from("12345678901234567890");
const hex = "3132333435363738393031323334353637383930";
const base32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const token = {
  serial: "AB-1001",
  kind: "totp",
  algorithm: "sha1",
  digits: 6,
  stepSeconds: 30,
  counter: null,
  driftSteps: 0,
  seed,
  manufacturer: null,
  model: null,
  expiresOn: null,
};

async function formatOf(file: string): Promise<TokenFileFormat[]> {
  const told: TokenFileFormat[] = [];
  for await (const _ of readTokenFile(chunksOf(file), {}, (format) => told.push(format)));
  return told;
}

describe("CSV of OATH", () => {
  test.each([
    ["without a header", `AB-1001,${hex},totp,6,30`],
    ["with one", `serial,key,type,digits,counter|step\nAB-1001,${hex},totp,6,30`],
    ["with one in other words and order", `Type,Seed,Serial_Number,Step\nTOTP,${hex},ab-1001,30`],
    ["in base32", `AB-1001,${base32},TOTP,6,30`],
    ["in base32 in groups", `AB-1001,gezd gnbv-gy3t qojq gezd gnbv gy3t qojq,totp,6,30`],
    ["with what may be left out", `AB-1001,${hex},totp,,`],
    ["cut off after the kind", `AB-1001,${hex},totp`],
    ["quoted, spaced and CRLF", `\r\n "AB-1001" , "${hex}" ,totp,6, 30\r\n\r\n`],
    ["by tabs", `AB-1001\t${hex}\ttotp\t6\t30`],
  ])("%s", async (_, file) => {
    expect(await tokensOf(file)).toEqual([token]);
    expect(await formatOf(file)).toEqual(["oath"]);
  });

  test("counts for HOTP, steps for TOTP; the hash may stand with the kind", async () => {
    const file = `AB-1001,${hex},hotp,8,42\nAB-1002,${hex},hotp\nAB-1003,${hex},TOTP-SHA256,6,60\nAB-1004,${hex},totp_hmac-sha512,8,60`;
    expect(await tokensOf(file)).toMatchObject([
      { kind: "hotp", digits: 8, counter: 42, stepSeconds: 30 },
      { kind: "hotp", counter: 0 },
      { kind: "totp", algorithm: "sha256", stepSeconds: 60, counter: null },
      { kind: "totp", algorithm: "sha512", digits: 8 },
    ]);
  });

  test.each([
    ["serial", `A B,${hex},totp,6,30`],
    ["seed", "AB-1001,1x89,totp,6,30"],
    ["seed", "AB-1001,,totp,6,30"],
    ["seed", "AB-1001,GEZDGNBVGY3TQOJQGEZDGNBVG,totp,6,30"],
    ["seedShort", "AB-1001,00112233445566778899aabbccddee,totp,6,30"],
    ["algorithm", `AB-1001,${hex},totp-md5,6,30`],
    ["algorithm", `AB-1001,${hex},,6,30`],
    ["digits", `AB-1001,${hex},totp,7,30`],
    ["digits", `AB-1001,${hex},totp,six,30`],
    ["step", `AB-1001,${hex},totp,6,45`],
    ["counter", `AB-1001,${hex},hotp,6,-1`],
    ["counter", `AB-1001,${hex},hotp,6,1.5`],
    ["cells", `AB-1001,${hex},totp,6,30,sha256`],
    ["duplicate", `ab-1000,${hex},totp,6,30`],
  ])("tells a row's problem and reads on: %s in %s", async (code, line) => {
    const good = (serial: string) => `${serial},${hex},totp,6,30`;
    expect(await fatesOf([good("AB-1000"), line, good("AB-1002")].join("\n"))).toEqual([
      "ok",
      `tokenFile.${code}`,
      "ok",
    ]);
  });

  test("a row's number is its line, headers and empty lines counted", async () => {
    const file = `serial,key,type\n\nAB-1001,${hex},totp\n,,\nAB-1001,${hex},totp\n`;
    expect(await rowsOf(file)).toMatchObject([
      { row: 3, serial: "AB-1001", token },
      { row: 5, problem: { code: "tokenFile.duplicate", values: { row: "3" } } },
    ]);
  });
});

test("CSV of Entra: base32 alone, with maker and model, the user left alone", async () => {
  // In hex these would be 16 bytes.
  const hexLike = "ABCDEF2345672345ABCDEF2345672345";
  const file = `upn,serial number,secret key,time interval,manufacturer,model
,AB-1001,${hexLike},60,髙﨑電子,"C200, 𠮷"\nsato@example.jp,AB-1002,${base32},30,,`;
  const [first, second] = await tokensOf(file);
  expect(first).toMatchObject({ stepSeconds: 60, manufacturer: "髙﨑電子", model: "C200, 𠮷" });
  expect(first?.seed).toHaveLength(20);
  expect(second).toEqual({ ...token, serial: "AB-1002" });
  expect(await formatOf(file)).toEqual(["entra"]);
  expect(await formatOf(file.replaceAll(",", ";"))).toEqual(["entra"]);
});

test.each([
  ["with a header", `serial;manufacturer;algorithm;seed;digits;interval_or_event\n`],
  ["without", ""],
])("CSV of multiOTP %s", async (_, header) => {
  const file = `${header}AB-1001;Acme;TOTP;${hex};6;30\nAB-1002;Acme;hotp;${hex};8;5\n`;
  expect(await tokensOf(file)).toEqual([
    { ...token, manufacturer: "Acme" },
    { ...token, serial: "AB-1002", kind: "hotp", digits: 8, counter: 5, manufacturer: "Acme" },
  ]);
  expect(await formatOf(file)).toEqual(["multiotp"]);
});

test.each([
  ["format", "name,address\nx,y"],
  ["format", "%PDF-1.7 and so on"],
  ["csv", '{"serial":"AB-1001"}'],
  ["format", `AB-1001,${hex},ocra,6,30`],
  ["columns", `serial,key,type,hash\nAB-1001,${hex},totp,sha256`],
  ["columns", `serial,key,key\nAB-1001,${hex},${hex}`],
  ["empty", ""],
  ["empty", " \r\n "],
  ["empty", "serial,key,type,digits,step\n"],
  ["csv", `AB-1001,"${hex},totp,6,30\nAB-1002,${hex},totp,6,30\n`],
  ["csv", `AB-1001,${hex},totp,6,"30"x\n`],
])("what is no CSV of tokens is refused as a whole: %s, %j", async (code, file) => {
  expect(await refusalOf(file)).toBe(`tokenFile.${code}`);
});

test("what the desk writes as CSV it reads back, however it is cut", async () => {
  const names = fc.array(fc.string({ unit: fc.constantFrom(..."aé髙𠮷 ,;\"'"), maxLength: 12 }), {
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(names, fc.integer({ min: 1, max: 40 }), async (models, size) => {
      const rows = models.map((model, nth) => [`AB-${1000 + nth}`, hex, "totp", `x${model}`]);
      const file = csv(["serial", "key", "type", "model"], rows);
      const read: (string | null)[] = [];
      for await (const row of readTokenFile(chunksOf(file, size), {})) {
        read.push("token" in row ? row.token.model : row.problem.code);
      }
      expect(read).toEqual(models.map((model) => `x${model}`.trim()));
    }),
    { numRuns: 100 },
  );
});

test("a CR and its LF end one line, also where the file is cut between them", async () => {
  const lines = Array.from({ length: 400 }, (_, nth) => `AB-${1000 + nth},${hex},totp`);
  const length = `${lines[0]}\r\n`.length;
  for (let pad = 0; pad < length; pad++) {
    const rows = await rowsOf([`serial,key,type${" ".repeat(pad)}`, ...lines].join("\r\n"));
    expect(rows.at(-1)).toMatchObject({ row: 401, serial: "AB-1399" });
  }
});

test("a name that begins like a formula stays as it is: whoever writes it to a spreadsheet defuses it", async () => {
  const file = `serial,key,type,model\nAB-1001,${hex},totp,=1+1`;
  expect(await tokensOf(file)).toMatchObject([{ model: "=1+1" }]);
});
