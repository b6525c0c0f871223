import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { readTokenFile } from "#core/token-files/read.ts";
import { container, keyPackage } from "#tests/support/pskc.ts";
import { chunksOf, fatesOf, refusalOf, tokensOf } from "#tests/support/token-file.ts";

const seed = Buffer.from("12345678901234567890");
const header = "upn,serial number,secret key,time interval,manufacturer,model\n";
const csv = (maker: string, model: string) =>
  `${header},AB-1001,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,${maker},${model}\n`;
const device = "<Manufacturer>髙﨑電子</Manufacturer><Model>C200 ①㈱</Model>";
const xml = container([keyPackage({ serial: "AB-1001", seed, device })]);

const written = (text: string, encoding: string, addBOM = false) => iconv.encode(text, encoding, { addBOM });

describe.each([
  ["CSV", (text: string) => text, csv("髙﨑電子", "C200 ①㈱")],
  ["XML", (text: string, encoding: string) => text.replace("UTF-8", encoding), xml],
])("%s reads the same", (_, declared, text) => {
  test.each([
    ["UTF-8", "utf8", false],
    ["UTF-8", "utf8", true],
    ["UTF-16", "utf16le", true],
    ["UTF-16", "utf16be", true],
    ["UTF-16", "utf16le", false],
    ["UTF-16", "utf16be", false],
    ["Shift_JIS", "cp932", false],
    ["Windows-31J", "cp932", false],
    ["EUC-JP", "eucjp", false],
  ])("in %s (%s, byte order mark: %s), however it is cut", async (name, encoding, mark) => {
    if (encoding === "eucjp" && !text.startsWith("<")) return;
    const plain = encoding === "eucjp" ? text.replaceAll(/[髙①㈱]/g, "高") : text;
    const file = written(declared(plain, name), encoding, mark);
    const expected = encoding === "eucjp" ? ["高﨑電子", "C200 高高"] : ["髙﨑電子", "C200 ①㈱"];
    for (const size of [1, 3, 65_536]) {
      for await (const row of readTokenFile(chunksOf(file, size), {})) {
        expect(row).toMatchObject({ token: { manufacturer: expected[0], model: expected[1], seed } });
      }
    }
    expect(await fatesOf(file)).toEqual(["ok"]);
  });
});

test("a character beyond 16 bits comes through where the encoding has it", async () => {
  for (const encoding of ["utf8", "utf16le", "utf16be"]) {
    const [token] = await tokensOf(written(csv("𠮷野家", "叱𠮟"), encoding, true));
    expect(token).toMatchObject({ manufacturer: "𠮷野家", model: "叱𠮟" });
  }
});

test("names are kept as written, in NFC", async () => {
  expect(await tokensOf(csv("ガ㍿", "Ａ１"))).toMatchObject([{ manufacturer: "ガ㍿", model: "Ａ１" }]);
  expect(await tokensOf(csv("か\u3099", "x"))).toMatchObject([{ manufacturer: "が" }]);
});

test.each([
  ["a lost character", "髙\uFFFD電子"],
  ["a line break", '"Ac\nme"'],
  ["a mark that turns the reading direction", "Acme\u202E"],
  ["a character of the maker's own", "Acme\uE000"],
])("a name with %s is told by its row", async (_, maker) => {
  expect(await fatesOf(csv(maker, "C200"))).toEqual(["tokenFile.name"]);
});

test("a CSV with NUL at its beginning is no text, further on a name with it is told by its row", async () => {
  expect(await refusalOf(csv("Ac\u0000me", "C200"))).toBe("tokenFile.format");
  const far = csv("Acme", "C200") + "\n".repeat(20_000) + csv("Ac\u0000me", "C200").replace(header, "");
  expect(await fatesOf(far.replace(/1001(?!.*1001)/s, "1002"))).toEqual(["ok", "tokenFile.name"]);
});

test("a file that is in none of the encodings is refused, also far into it", async () => {
  const late = Buffer.concat([Buffer.from(header), Buffer.from("\n".repeat(90_000)), Buffer.from("髙﨑")]);
  expect(await refusalOf(Buffer.concat([late, Buffer.alloc(70_000, 0xff)]))).toBe("tokenFile.encoding");
  expect(await refusalOf(Buffer.from("PK\u0003\u0004\xff\xfe\xff", "latin1"))).toBe("tokenFile.encoding");
  expect(await refusalOf(Buffer.from([0xef, 0xbb, 0xbf, 0x41, 0xe9, 0x41]))).toBe("tokenFile.encoding");
  expect(await refusalOf(xml.replace("UTF-8", "x-unknown"))).toBe("tokenFile.encoding");
  expect(await refusalOf(written(xml, "cp932"))).toBe("tokenFile.encoding");
});

test("XML that says UTF-16 in bytes that are not is read by its bytes", async () => {
  expect(await tokensOf(xml.replace("UTF-8", "utf-16"))).toMatchObject([{ manufacturer: "髙﨑電子" }]);
});
