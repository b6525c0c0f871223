import fc from "fast-check";
import { expect, test } from "vitest";
import { Failure } from "#core/errors.ts";
import { type FileRow, type FileSecrets, readTokenFile } from "#core/token-files/read.ts";
import { container, type FileLock, hotp, keyPackage, passwordLock } from "#tests/support/pskc.ts";
import { chunksOf } from "#tests/support/token-file.ts";

/** FUZZ=100000 reads as many files of each kind. */
const numRuns = Number(process.env.FUZZ ?? 300);
const timeout = 60_000 + numRuns * 20;

const seed = Buffer.from("12345678901234567890");
const macKey = Buffer.alloc(32, 3);
const lock: FileLock = { cipher: "aes128-cbc", key: Buffer.alloc(16, 0x5a), mac: "sha256", macKey };
const by = { cipher: "aes256-cbc", mac: "sha1", macKey, rounds: 20, hash: "sha1", keyBytes: 32 } as const;
const secrets: FileSecrets = { key: lock.key, password: "qwerty" };
const device =
  "<Manufacturer>髙﨑電子</Manufacturer><Model>C200</Model><ExpiryDate>2031-05-31T00:00:00Z</ExpiryDate>";
const policy = "<ExpiryDate>2030-05-31T00:00:00Z</ExpiryDate><KeyUsage>OTP</KeyUsage>";
const numbers = { Time: "0", TimeInterval: "60", TimeDrift: "-4" };

function pskc(fileLock?: FileLock): string {
  const closed = fileLock && { lock: fileLock };
  return container(
    [
      keyPackage({ serial: "AB-1001", seed, device, numbers, suite: "HMAC-SHA256", ...closed }),
      keyPackage({ serial: "AB-1002", seed, policy, algorithm: hotp, numbers: { Counter: "7" }, ...closed }),
    ],
    fileLock,
  );
}

function prefixed(file: string): string {
  return file.replaceAll(/<(\/?)(?=[A-Z])/g, "<$1p:").replace("xmlns=", "xmlns:p=");
}

const hex = seed.toString("hex");
const samples = {
  PSKC: [pskc(), pskc(lock), pskc(passwordLock("qwerty", by)), prefixed(pskc())],
  CSV: [
    `serial,key,type,digits,counter|step\r\nAB-1001,${hex},totp,6,30\r\n"AB-1002","${hex}",hotp-sha256,8,7\r\n`,
    `upn,serial number,secret key,time interval,manufacturer,model\n,AB-1001,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,60,髙﨑,"C200, 𠮷"\n`,
    `AB-1001;Acme;TOTP;${hex};6;30\nAB-1002;Acme;HOTP;${hex};8;5\n`,
  ],
};

type Change = { at: number; gone: number; come: Buffer | "again" };

/** What is put into a file or over a part of it: what its readers look for, and what they do not. */
const piece = fc.oneof(
  fc.constantFrom(
    ..."<>&;\"'=/!?-,\n\r\t\0 #",
    "<!DOCTYPE x>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "&#x41;",
    "&#0;",
    "&x;",
    "<?x?>",
    "</Key>",
    "<Key>",
    "</KeyContainer>",
    "xmlns:x='urn:x'",
    "x:",
    "__proto__",
    "<PlainValue>",
    "99999999999999999999",
    "-1",
    "1e9",
    "NaN",
    "\uFEFF",
    "\uFFFD",
    '""',
    ";;;;",
  ),
  fc.string({ unit: "binary", maxLength: 8 }),
  // Of the files that are still read there should be many, with other values.
  { weight: 4, arbitrary: fc.constantFrom(..."0123456789ABCDEFabcdef -") },
);
const bytes = fc.uint8Array({ maxLength: 6 }).map((array) => Buffer.from(array));

/** Where in the file (in thousandths), how much of it goes, and what comes there: text, bytes, or itself again. */
const change = fc.record({
  at: fc.integer({ min: 0, max: 1000 }),
  gone: fc.oneof({ weight: 4, arbitrary: fc.nat(2) }, fc.nat(40), fc.nat(2000)),
  come: fc.oneof(
    { weight: 4, arbitrary: piece.map((text) => Buffer.from(text)) },
    bytes,
    fc.constant("again" as const),
  ),
});
const changes = fc.array(change, { minLength: 1, maxLength: 4 });
const bytesAtOnce = fc.constantFrom(1, 7, 64, 65_536);

function changed(sample: string, list: readonly Change[]): Buffer {
  return list.reduce((file, { at, gone, come }) => {
    const from = Math.floor((file.length * at) / 1000);
    const part = file.subarray(from, from + gone);
    return Buffer.concat([
      file.subarray(0, from),
      come === "again" ? Buffer.concat([part, part]) : come,
      file.subarray(from + gone),
    ]);
  }, Buffer.from(sample));
}

/** The rows of a file, or the failure that refuses it; whatever else is thrown fails the test. */
async function outcomeOf(file: Buffer, size: number): Promise<FileRow[] | Failure> {
  const rows: FileRow[] = [];
  try {
    for await (const row of readTokenFile(chunksOf(file, size), secrets)) rows.push(row);
    return rows;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function expectSound(outcome: FileRow[] | Failure): void {
  if (outcome instanceof Failure) {
    expect(outcome.code).toBe("invalid");
    expect(outcome.fields.file).toMatch(/^tokenFile\.\w+$/);
    return;
  }
  expect(outcome.length).toBeGreaterThan(0);
  const serials = outcome.flatMap((row) => ("token" in row ? [row.token.serial] : []));
  expect(new Set(serials).size).toBe(serials.length);
  for (const row of outcome) {
    if ("problem" in row) expect(row.problem.code).toMatch(/^tokenFile\.\w+$/);
    else {
      const { serial, seed, digits, stepSeconds, counter, driftSteps, expiresOn } = row.token;
      expect(serial).toMatch(/^[0-9A-Z-]{4,32}$/);
      expect(seed.length).toBeGreaterThanOrEqual(16);
      expect([6, 8]).toContain(digits);
      expect([30, 60]).toContain(stepSeconds);
      expect(counter === null || (Number.isSafeInteger(counter) && counter >= 0)).toBe(true);
      expect(Number.isInteger(driftSteps)).toBe(true);
      expect(expiresOn ?? "2031-05-31").toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  }
}

test.each(["PSKC", "CSV"] as const)(
  "whatever is done to a %s file, it comes to sound rows or to one failure, soon, however it is cut",
  async (kind) => {
    let longest = 0;
    let read = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples[kind]),
        changes,
        bytesAtOnce,
        async (sample, list, size) => {
          const started = performance.now();
          const outcome = await outcomeOf(changed(sample, list), size);
          longest = Math.max(longest, performance.now() - started);
          expectSound(outcome);
          if (outcome instanceof Failure) refused++;
          else read++;
        },
      ),
      { numRuns },
    );
    // A password's derivation alone may take half a second, and here other tests run beside it.
    expect(longest).toBeLessThan(3000);
    // The changes are neither so many that nothing is ever read, nor so few that nothing is refused.
    expect(Math.min(read, refused)).toBeGreaterThan(numRuns / 100);
    console.log(
      `${numRuns} ${kind} files: ${read} read, ${refused} refused, the longest in ${Math.ceil(longest)} ms`,
    );
  },
  timeout,
);

test(
  "how a file is cut into chunks changes nothing",
  async () => {
    const all = [...samples.PSKC, ...samples.CSV];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...all), changes, bytesAtOnce, async (sample, list, size) => {
        const file = changed(sample, list);
        const tell = (outcome: FileRow[] | Failure) =>
          outcome instanceof Failure ? outcome.fields : outcome;
        expect(tell(await outcomeOf(file, size))).toEqual(tell(await outcomeOf(file, 1_000_000)));
      }),
      { numRuns: Math.min(numRuns, 2000) },
    );
  },
  timeout,
);

test(
  "an encrypted value that was changed is never believed",
  async () => {
    const [, sample = ""] = samples.PSKC;
    const spots = Array.from(
      sample.matchAll(/<(?:xenc:CipherValue|ValueMAC)>([^<]+)</g),
      (found) => found.index + found[0].indexOf(">") + 1,
    );
    const right = await outcomeOf(Buffer.from(sample), 65_536);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...spots),
        fc.nat(43),
        fc.constantFrom(..."ABab01+/"),
        async (spot, offset, digit) => {
          const end = sample.indexOf("<", spot);
          const at = spot + (offset % (end - spot - 4));
          const file = sample.slice(0, at) + digit + sample.slice(at + 1);
          const outcome = await outcomeOf(Buffer.from(file), 65_536);
          if (file === sample) expect(outcome).toEqual(right);
          else expect(outcome).toBeInstanceOf(Failure);
        },
      ),
      { numRuns },
    );
  },
  timeout,
);
