import { expect, test } from "@playwright/test";
import { type Answer, ask } from "#tests/support/http.ts";
import { builtPaths } from "./built.ts";
import { sql } from "./database.ts";
import { demo } from "./people.ts";
import { sessionOf } from "./sign-in.ts";
import { bypasses, readings, type Tried } from "./spellings.ts";

const url = process.env.DESK_URL ?? "";
let paths: string[] = [];
/** What a page tells of customers and their tokens. */
const secrets = new Set<string>();

test.beforeAll(async () => {
  paths = await builtPaths(sql);
  const told = await sql`select unnest(array[contractor_id, name, kana]) as told from contracts
    union select serial from tokens union select tracking_number from shipments`;
  for (const { told: secret } of told) secrets.add(String(secret));
});

const word = /\d{11,}|[0-9A-Z]{8,}|[\p{sc=Han}\p{sc=Katakana}ー]+　[\p{sc=Han}\p{sc=Katakana}ー]+/gu;
const secretsIn = (text: string) =>
  [...text.matchAll(word)].map(([one]) => one).filter((one) => secrets.has(one));

/** Asks them all, a few at a time. */
async function askAll<T extends Tried>(
  tried: readonly T[],
  cookie?: string,
): Promise<(T & { answer: Answer })[]> {
  const left = tried.entries();
  const answered: (T & { answer: Answer })[] = [];
  const work = async () => {
    for (const [, one] of left) {
      const headers = { ...(cookie && { cookie }), ...one.headers };
      answered.push({ ...one, answer: await ask(url, one.path, { ...one, headers }) });
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return answered;
}

/** What is wrong with an answer: data in it, a fault, or a header that is missing. */
function faults({ path, method, headers, answer }: Tried & { answer: Answer }): string[] {
  const told = secretsIn(answer.text);
  const faulty = [
    told.length > 0 && `tells ${told[0]}`,
    answer.status >= 500 && `status ${answer.status}`,
    !answer.headers["content-security-policy"] && "no policy",
    answer.headers["x-content-type-options"] !== "nosniff" && "may be sniffed",
    answer.headers["cache-control"] !== "no-store" && `kept: ${answer.headers["cache-control"]}`,
    answer.headers.location?.includes("evil") && "leads elsewhere",
  ];
  return faulty
    .filter(Boolean)
    .map((fault) => `${method ?? "GET"} ${path} ${JSON.stringify(headers)}: ${fault}`);
}

/** One path of each make, for every trick there is: how a path is read does not hang on the page behind it. */
const makes = [
  /^\/$/,
  /^\/fees$/,
  /^\/contracts\/[^/]+$/,
  /\.csv$/,
  /\/scans\//,
  /^\/personal-web\/home$/,
  /^\/api\/v1/,
];

test("without a session no spelling, header or method has a page tell anything, nor fail", async () => {
  test.setTimeout(120_000);
  const samples = makes.map((make) => paths.find((path) => make.test(path)) ?? `no path is like ${make}`);
  const answered = await askAll([
    ...samples.flatMap((path) => bypasses(path, url)),
    ...paths.flatMap((path) => readings(path)),
    ...paths.map((path) => ({ path, method: "POST", headers: { origin: url } })),
  ]);
  expect(answered.length).toBeGreaterThan(1_800);
  expect(answered.flatMap(faults)).toEqual([]);
});

test("nor for somebody signed in whom it does not concern; the auditor it does", async () => {
  test.setTimeout(120_000);
  const [administrator, auditor] = [await sessionOf("administrator01"), await sessionOf("auditor01")];
  const tried = paths.flatMap((path) => readings(path).slice(0, 14));
  expect((await askAll(tried, administrator)).flatMap(faults)).toEqual([]);
  const seen = await askAll(
    paths.map((path) => ({ path })),
    auditor,
  );
  const telling = seen.filter(({ answer }) => secretsIn(answer.text).length > 0).map(({ path }) => path);
  expect(telling.length, "pages on which this test would see something").toBeGreaterThan(12);
});

test("nor of another branch's records", async () => {
  const clerk = (await demo()).staff.find(({ role }) => role === "clerk");
  const cookie = await sessionOf(clerk?.username ?? "");
  const [other] =
    await sql`select f.id as form, o.id as "order", c.id as contract, c.contractor_id, c.name, c.kana, t.serial
    from forms f join contracts c on c.id = f.contract_id join orders o on o.form_id = f.id
      join tokens t on t.id = o.token_id
    where f.branch_code <> ${String(clerk?.branchCode)} and c.branch_code <> ${String(clerk?.branchCode)} limit 1`;
  const records = [
    `/contracts/${other?.contract}`,
    `/contracts/${other?.contract}/resync`,
    `/forms/${other?.form}`,
    `/forms/${other?.form}/edit`,
    `/orders/${other?.order}`,
    `/contracts?q=${other?.contractor_id}`,
    `/contracts?q=${other?.serial}`,
    `/login-events/events.csv?q=${other?.contractor_id}`,
  ];
  for (const { path, headers, answer } of await askAll(records.flatMap(readings), cookie)) {
    const asked = `${path} ${JSON.stringify(headers)}`;
    expect(answer.text, asked).not.toContain(other?.name);
    expect(answer.text, asked).not.toContain(other?.kana);
    if (!path.includes(other?.contract)) expect(answer.text, asked).not.toContain(other?.contract);
  }
});

test("the API within the desk refuses what it has no method for, and counts a body that hides its length", async () => {
  for (const method of ["OPTIONS", "DELETE", "PUT", "PATCH"]) {
    expect((await ask(url, "/api/v1/none", { method })).status, method).toBe(404);
    const refused = await ask(url, "/api/v1/otp-checks", { method });
    expect([refused.status, refused.headers.allow], method).toEqual([405, "POST"]);
  }
  const headers = { "content-type": "application/json" };
  const hidden = (size: number) => ({
    method: "POST",
    headers,
    body: Array<string>(size).fill("x".repeat(1_024)),
  });
  expect((await ask(url, "/api/v1/otp-checks", hidden(1))).status).toBe(401);
  expect((await ask(url, "/api/v1/otp-checks", hidden(65))).status).toBe(413);
});
