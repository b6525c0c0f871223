import { expect, test } from "vitest";
import { readTokenFile } from "#core/token-files/read.ts";
import { container, containerEnd, containerHead, keyPackage } from "#tests/support/pskc.ts";
import { fatesOf, refusalOf } from "#tests/support/token-file.ts";

const seed = Buffer.from("12345678901234567890");
const head = containerHead();
const hundredMegabytes = 100_000_000;

/** A file of 100 MB: its beginning, then one text again and again; counts what of it was asked for. */
function endless(start: string, again: string) {
  const part = Buffer.from(again.repeat(Math.ceil(65_536 / again.length)));
  const file = { asked: 0, chunks: chunks() };
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(start);
    for (; file.asked < hundredMegabytes; file.asked += part.length) yield part;
  }
  return file;
}

const unsafe = "tokenFile.xmlUnsafe";
test.each([
  ["elements within elements", head, "<a>", unsafe],
  ["one text", `${head}<KeyPackage>`, "x", unsafe],
  ["one text of references", `${head}<KeyPackage>`, "&#x41;", unsafe],
  ["one name", `${head}<`, "x", unsafe],
  ["one attribute", `${head}<a x="`, "x", unsafe],
  ["references in one attribute", `${head}<a x="`, "&lt;", unsafe],
  ["one comment", `${head}<!--`, "x", unsafe],
  ["comments", head, "<!---->", unsafe],
  ["empty space", head, " ", unsafe],
  ["instructions", head, "<?a b?>", unsafe],
  ["elements in one package", `${head}<KeyPackage>`, "<a/>", unsafe],
  ["packages of nothing", head, "<KeyPackage/>", "tokenFile.problems"],
  ["long packages of nothing", head, `<KeyPackage>${" ".repeat(16_000)}</KeyPackage>`, "tokenFile.problems"],
  ["a document type", "<!DOCTYPE x [", '<!ENTITY a "b">', unsafe],
  ["a name of the root", "<", "x", unsafe],
  ["XML of another kind", "<Tokens>", "<Token/>", "tokenFile.format"],
  ["an open quote", "serial,key,type\n", '"x', "tokenFile.csv"],
  ["one line", "serial,key,type\n", "x", "tokenFile.csv"],
  ["empty lines", "serial,key,type\n", "\n", "tokenFile.csv"],
  ["lines of no cell", "serial,key,type\n", ",,\n", "tokenFile.csv"],
  ["lines of no token", "serial,key,type\n", "x,y,z\n", "tokenFile.problems"],
  ["cells", "serial,key,type\n", "a,", "tokenFile.csv"],
  ["lines of no file", "", "x,y,z\n", "tokenFile.format"],
  ["nothing", "", "\n", "tokenFile.empty"],
  ["NUL", "", "\0", "tokenFile.format"],
  ["bytes of a spreadsheet", "PK\u0003\u0004", "\u0080\u0000", "tokenFile.format"],
])("100 MB of %s end in a clear error within a second, unread", async (_, start, again, message) => {
  const file = endless(start, again);
  const started = performance.now();
  expect(await refusalOf(file.chunks)).toBe(message);
  expect(performance.now() - started).toBeLessThan(1000);
  expect(file.asked).toBeLessThan(20_000_000);
});

test("an attribute for every character is refused", async () => {
  const attributes = Array.from({ length: 200_000 }, (_, nth) => `a${nth}=""`).join(" ");
  expect(await refusalOf(`${head}<KeyPackage ${attributes}/>${containerEnd}`)).toBe(unsafe);
});

test("a million references that stand for a million characters are refused", async () => {
  const device = `<Model>${"&#65;".repeat(1_000_000)}</Model>`;
  expect(await refusalOf(container([keyPackage({ serial: "AB-1001", seed, device })]))).toBe(unsafe);
});

test.each([
  ["a document type", "<!DOCTYPE KeyContainer>"],
  ["one with an entity", '<!DOCTYPE KeyContainer [<!ENTITY x "AB-1001">]>'],
  ["one from elsewhere", '<!DOCTYPE KeyContainer SYSTEM "http://127.0.0.1:9/x.dtd">'],
])("%s is refused, whatever it says", async (_, doctype) => {
  const file = container([keyPackage({ serial: "AB-1001", seed })]);
  expect(await refusalOf(file)).toBeUndefined();
  expect(await refusalOf(file.replace("<KeyContainer", `${doctype}<KeyContainer`))).toBe(unsafe);
});

test.each([
  ["XInclude", '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>', unsafe],
  ["an entity that nobody declared", "&passwd;", "tokenFile.xml"],
  ["a prefix that nobody declared", "<x:y/>", "tokenFile.xml"],
  ["a stray bracket", "<", "tokenFile.xml"],
  ["NUL", "\0", "tokenFile.xml"],
  ["an element left open", "<Model>", "tokenFile.xml"],
])("%s is refused", async (_, text, message) => {
  const file = container([keyPackage({ serial: "AB-1001", seed, device: text })]);
  expect(await refusalOf(file)).toBe(message);
});

test("a file that is cut off is refused, wherever", async () => {
  const file = container([keyPackage({ serial: "AB-1001", seed }), keyPackage({ serial: "AB-1002", seed })]);
  for (let length = 60; length < file.length - 1; length += 37) {
    expect(await refusalOf(file.slice(0, length)), `${length} characters`).toBe("tokenFile.xml");
  }
});

test("what follows the container is refused, and so is a container of another version", async () => {
  const file = container([keyPackage({ serial: "AB-1001", seed })]);
  expect(await refusalOf(`${file}<KeyContainer/>`)).toBe("tokenFile.xml");
  expect(await refusalOf(file.replace('Version="1.0"', 'Version="2.0"'))).toBe("tokenFile.format");
  expect(await refusalOf(file.replace("keyprov:pskc", "keyprov:other"))).toBe("tokenFile.format");
  expect(await refusalOf(container([]))).toBe("tokenFile.empty");
});

test("names of JavaScript's own objects are names like others", async () => {
  const device = '<__proto__ constructor="x"><toString/></__proto__>';
  expect(await fatesOf(container([keyPackage({ serial: "AB-1001", seed, device })]))).toEqual(["ok"]);
  const header = "__proto__,constructor,serial,key\nx,y,AB-1001,z";
  expect(await refusalOf(header)).toBe("tokenFile.columns");
});

test("rows come while the file is still being read, which ends where nobody reads on", async () => {
  let given = 0;
  let ended = false;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      yield Buffer.from(head);
      for (; given < 10_000; given++) {
        yield Buffer.from(keyPackage({ serial: `AB-${given}000`, seed }));
      }
    } finally {
      ended = true;
    }
  }
  for await (const row of readTokenFile(chunks(), {})) {
    expect(row).toMatchObject({ row: 1, serial: "AB-0000" });
    break;
  }
  expect(given).toBeLessThan(1000);
  expect(ended).toBe(true);
});
