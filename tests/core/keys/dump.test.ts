import { beforeAll, describe, expect, test } from "vitest";
import { checkFactor } from "#core/logins/check-factor.ts";
import { checkOtp } from "#core/logins/check-otp.ts";
import { checkPassword } from "#core/logins/check-password.ts";
import { type CardCell, cardCells } from "#core/logins/rules.ts";
import { choosePassword } from "#core/staff/join.ts";
import { base32In } from "#core/token-files/seed-text.ts";
import { sealedPlaces } from "#db/sealed.ts";
import { authenticatorSecret, employ, held } from "#tests/core/keys/fixtures.ts";
import {
  answerOf,
  canaryPassword,
  contextOf,
  keys,
  makeContract,
  otpOf,
  wrongAnswerOf,
  wrongOtpOf,
} from "#tests/core/logins/fixtures.ts";
import { newcomer, password, shownSecret, visitor } from "#tests/core/staff/newcomer.ts";
import { csvOf, seedOf, serialsOf, withImports } from "#tests/core/token-imports/desk.ts";
import { withWorld } from "#tests/support/world.ts";

const world = withWorld();
const imports = withImports(world);

const seeds: Buffer[] = [];
const cards: Record<CardCell, string>[] = [];
const filePassword = "canary-file-password-0123456789";

/** A day at the bank: logins by OTP and card, right and wrong, and three token files, each as far as it goes. */
beforeAll(async () => {
  const context = contextOf(world.login);
  for (let nth = 0; nth < 3; nth++) {
    const { contractorId, token, cells } = await makeContract(world.sql, { token: "active" });
    await checkOtp(context, { contractorId, otp: wrongOtpOf(token) });
    await checkOtp(context, { contractorId, otp: otpOf(token) });
    seeds.push(token.seed);
    cards.push(cells);
  }
  const card = await makeContract(world.sql, { gap: true, order: "delivered" });
  for (const answer of [wrongAnswerOf, answerOf]) {
    const { loginId, cells } = await checkPassword(context, {
      contractorId: card.contractorId,
      password: canaryPassword,
    });
    await checkFactor(context, { loginId, cells: answer(card, cells) });
  }
  seeds.push(card.sent.seed);
  cards.push(card.cells);
  await employ(world.sql, held(1), "auditor-9");
  seeds.push(authenticatorSecret("auditor-9"));
  const { token } = await newcomer(world);
  await choosePassword(visitor(world), token, password());
  seeds.push(base32In(await shownSecret(world, token)));
  const [stocked, checked, uploaded] = ["STOCKED", "CHECKED", "WAITING"].map((prefix) =>
    serialsOf(prefix, 3),
  );
  await imports.import(csvOf(stocked ?? []));
  await imports.check(csvOf(checked ?? []));
  await imports.upload(csvOf(uploaded ?? []), { filePassword });
  seeds.push(
    ...[stocked, checked, uploaded].flatMap((serials) => (serials ?? []).map((serial) => seedOf(serial))),
  );
});

/** The ways in which bytes may stand in a text, or as themselves. */
const written = (secret: Buffer): Buffer[] => [
  secret,
  ...[secret.toString("hex"), secret.toString("hex").toUpperCase(), secret.toString("base64")].map((text) =>
    Buffer.from(text.replace(/=+$/, "")),
  ),
  Buffer.from(secret.toString("base64url")),
  Buffer.from(base32(secret)),
  Buffer.from(base32(secret).toLowerCase()),
];

function base32(bytes: Buffer): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = bits.match(/.{5}/g) ?? [];
  return letters.map((five) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(five, 2)]).join("");
}

/** The ways in which a card may stand in a text. */
function writtenCard(card: Record<CardCell, string>): Buffer[] {
  const cells = cardCells.map((name) => card[name]);
  const texts = [",", ", ", ";", " ", "\t", '","', '", "'].map((between) => cells.join(between));
  const padded = cells.map((cell) => cell.padStart(2, "0")).join("");
  return [
    ...texts,
    padded,
    JSON.stringify(card),
    ...[",", " "].map((b) => cells.map((c) => c.padStart(2, "0")).join(b)),
  ].map((text) => Buffer.from(text));
}

/** Every value of every column of every table in the database, with its place. */
async function* dump(): AsyncGenerator<[place: string, value: Buffer]> {
  const columns = await world.sql`
    select format('%I.%I', table_schema, table_name) as table, column_name as column, data_type = 'bytea' as binary
      from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
  for (const { table, column, binary } of columns) {
    const rows = await world.sql.unsafe(
      `select "${column}"${binary ? "" : "::text"} as value from ${table} where "${column}" is not null`,
    );
    for (const { value } of rows) yield [`${table}.${column}`, Buffer.from(value)];
  }
}

/** Where in the dump any of the secrets stands. */
async function placesOf(secrets: readonly Buffer[]): Promise<string[]> {
  const found = new Set<string>();
  for await (const [place, value] of dump()) {
    if (secrets.some((secret) => value.includes(secret))) found.add(place);
  }
  return [...found];
}

test("of every kind of sealed value there is one in the dump, and it shows none of them", async () => {
  const sealed = Object.entries(sealedPlaces).map(([table, { sealed }]) => `public.${table}.${sealed}`);
  const seen = new Set<string>();
  for await (const [place] of dump()) seen.add(place);
  expect([...seen]).toEqual(expect.arrayContaining(sealed));
  expect(seeds).toHaveLength(15);
  expect(await placesOf(seeds.flatMap(written))).toEqual([]);
  expect(await placesOf(cards.flatMap(writtenCard))).toEqual([]);
  expect(await placesOf([Buffer.from(filePassword), Buffer.from(canaryPassword)])).toEqual([]);
});

describe("the dump shows what is not sealed", () => {
  test.each(["hex", "base64", "base32", "raw"])("a seed in %s", async (form) => {
    const [seed = Buffer.alloc(0)] = seeds;
    const text =
      form === "base32" ? base32(seed) : seed.toString(form === "raw" ? "latin1" : (form as "hex"));
    if (form === "raw") {
      await world.sql`update token_import_chunks set sealed = ${Buffer.concat([Buffer.from("x"), seed])}`;
      expect(await placesOf(written(seed))).toEqual(["public.token_import_chunks.sealed"]);
      return;
    }
    await world.sql`insert into branches values ('009', ${`x${text}`}, '')
      on conflict (code) do update set name = excluded.name`;
    expect(await placesOf(written(seed))).toEqual(["public.branches.name"]);
    await world.sql`update branches set name = '' where code = '009'`;
  });

  test("a card", async () => {
    const [card] = cards;
    if (!card) throw new Error("there are cards");
    await world.sql`update branches set kana = ${JSON.stringify(Object.values(card))}`;
    expect(await placesOf(writtenCard(card))).toEqual(["public.branches.kana"]);
  });
});

describe("swapped in the database", () => {
  test("seeds do not open: neither token's code is accepted, nor the other's", async () => {
    const [one, other] = [
      await makeContract(world.sql, { token: "active" }),
      await makeContract(world.sql, { token: "active" }),
    ];
    await world.sql`
      update tokens t set seed_sealed = o.seed_sealed, seed_key_version = o.seed_key_version from tokens o
        where (t.id, o.id) in ((${one.token.id}, ${other.token.id}), (${other.token.id}, ${one.token.id}))`;
    for (const { contractorId } of [one, other]) {
      for (const { token } of [one, other]) {
        await expect(
          checkOtp(contextOf(world.login), { contractorId, otp: otpOf(token) }),
        ).rejects.toMatchObject({
          code: "unavailable",
          about: "sealKey",
        });
      }
    }
    const states =
      await world.sql`select last_step::int from tokens where id in (${one.token.id}, ${other.token.id})`;
    expect(states.map(({ last_step: step }) => step)).toEqual([-1, -1]);
  });

  test("cells do not open, on the other's card or the own", async () => {
    const [one, other] = [
      await makeContract(world.sql, { gap: true }),
      await makeContract(world.sql, { gap: true }),
    ];
    await world.sql`
      update login_accounts t set cells_sealed = o.cells_sealed, cells_key_version = o.cells_key_version
        from login_accounts o
        where (t.contract_id, o.contract_id) in
          ((${one.contractId}, ${other.contractId}), (${other.contractId}, ${one.contractId}))`;
    for (const contract of [one, other]) {
      const context = contextOf(world.login);
      const { loginId, cells } = await checkPassword(context, {
        contractorId: one.contractorId,
        password: canaryPassword,
      });
      await expect(checkFactor(context, { loginId, cells: answerOf(contract, cells) })).rejects.toMatchObject(
        {
          code: "unavailable",
          about: "sealKey",
        },
      );
    }
  });

  test("a seed is no card, nor a card a seed, and a version that was changed opens nothing", async () => {
    const { contractorId, contractId, token } = await makeContract(world.sql, { token: "active" });
    const check = () => checkOtp(contextOf(world.login), { contractorId, otp: otpOf(token) });
    const closed = { code: "unavailable", about: "sealKey" };
    const two = new Map([...keys.byVersion, [2, Buffer.alloc(32, 2)] as const]);
    await world.sql`update tokens set seed_key_version = 2 where id = ${token.id}`;
    await expect(check()).rejects.toMatchObject(closed);
    const knowing = contextOf(world.login, { keys: { newest: 1, byVersion: two } });
    await expect(checkOtp(knowing, { contractorId, otp: otpOf(token) })).rejects.toMatchObject(closed);
    await world.sql`update tokens set seed_key_version = 1, seed_sealed = a.cells_sealed
      from login_accounts a where a.contract_id = ${contractId} and tokens.id = ${token.id}`;
    await expect(check()).rejects.toMatchObject(closed);
  });
});
