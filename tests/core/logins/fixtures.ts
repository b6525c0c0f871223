import { hash, randomUUID } from "node:crypto";
import type postgres from "postgres";
import { sealCells } from "#core/logins/card.ts";
import { type LoginContext, systemRandom } from "#core/logins/context.ts";
import { otpAt, stepAt } from "#core/logins/otp.ts";
import type { RegistrationContext } from "#core/logins/register.ts";
import { type CardCell, cardCells } from "#core/logins/rules.ts";
import { hashPassword } from "#core/passwords.ts";
import { type SealKeys, seal } from "#core/seal.ts";
import type { OtpAlgorithm, TokenKind, TokenState } from "#core/tokens/rules.ts";
import type { Database } from "#db/client.ts";
import type { TestDatabase } from "#tests/support/database.ts";

export const keys: SealKeys = { newest: 1, byVersion: new Map([[1, Buffer.alloc(32, 9)]]) };

/** Midnight in Japan, and the middle of no time step: codes do not change under a test. */
export const now = new Date("2026-11-22T15:00:10Z");

/** Secrets that must never be found where they do not belong. */
export const canaryPassword = "canary-Passw0rd-7f3a";
const passwordHash = hashPassword(canaryPassword);

export function contextOf(db: Database, changes: Partial<LoginContext> = {}): LoginContext {
  return { db, now, keys, random: systemRandom, clientKey: "tests", address: "192.0.2.7", ...changes };
}

/** The same for a registration, which the desk carries out. */
export function registrationOf(
  { login, db: desk }: Pick<TestDatabase, "login" | "db">,
  changes: Partial<LoginContext> = {},
): RegistrationContext {
  return { ...contextOf(login, changes), desk };
}

/** What a token's maker decides of its codes. */
export type TokenModel = { kind: TokenKind; algorithm: OtpAlgorithm; digits: number; stepSeconds: number };
export type MadeToken = TokenModel & { id: string; serial: string; seed: Buffer };
export type MadeContract = {
  contractId: string;
  contractorId: string;
  cells: Record<CardCell, string>;
  /** The registered token. */
  token: MadeToken;
  /** The token of the order under way. */
  sent: MadeToken;
};

type Wish = {
  /** The registered token: in use, stopped, or none. */
  token?: "active" | "suspended";
  model?: Partial<TokenModel>;
  /** How far the order under way has come. */
  order?: "placed" | "allocated" | "shipped" | "delivered";
  kind?: "new" | "exchange" | "reissue";
  /** Card access: open with no deadline, or till an instant. */
  gap?: boolean | Date;
  fails?: { password?: number; otp?: number; card?: number };
};

let made = 0;

/** A contract as wished, at branch 001, every row walked through the states that its triggers allow. */
export async function makeContract(sql: postgres.Sql, wish: Wish = {}): Promise<MadeContract> {
  const { maker } = await makeStaff(sql);
  const contractId = randomUUID();
  const contractorId = String(70_000_000_000 + ++made);
  const cells = Object.fromEntries(
    cardCells.map((name, index) => [name, String((made * 7 + index * 11) % 100)]),
  ) as Record<CardCell, string>;
  const sealed = sealCells(keys, contractorId, Object.values(cells));
  const fails = { password: 0, otp: 0, card: 0, ...wish.fails };
  await sql`insert into contracts (id, contractor_id, branch_code, name, kana, kana_search, postal_code, address,
      account_number, opened_on, created_at)
    values (${contractId}, ${contractorId}, '001', '浜松 花子', 'ハママツ ハナコ', 'ハママツハナコ', '4300001', '浜松市',
      '1234567', '2020-04-01', ${now})`;
  await sql`insert into login_accounts (contract_id, contractor_id, password_hash, cells_sealed, cells_key_version,
      password_fails, otp_fails, card_fails, card_opened_at, card_until)
    values (${contractId}, ${contractorId}, ${await passwordHash}, ${sealed.sealed}, ${sealed.keyVersion},
      ${fails.password}, ${fails.otp}, ${fails.card}, ${wish.gap ? now : null},
      ${wish.gap instanceof Date ? wish.gap : null})`;
  const token = await makeToken(sql, "in_stock", wish.model);
  if (wish.token) {
    await walk(sql, token.id, wish.token);
    await sql`insert into bindings (id, contract_id, token_id, bound_at)
      values (${randomUUID()}, ${contractId}, ${token.id}, ${new Date(0)})`;
  }
  const sent = await makeToken(sql, "in_stock");
  if (wish.order) {
    const kind = wish.kind ?? (wish.gap ? "reissue" : wish.token ? "exchange" : "new");
    await makeOrder(sql, { contractId, maker, kind, state: wish.order, tokenId: sent.id });
  }
  return { contractId, contractorId, cells, token, sent };
}

const commonModel: TokenModel = { kind: "totp", algorithm: "sha1", digits: 6, stepSeconds: 30 };

/** A sealed token with a seed of its own, the same in every run: no two codes meet by chance. Walked to a state. */
export async function makeToken(
  sql: postgres.Sql,
  state: TokenState,
  changes: Partial<TokenModel> = {},
): Promise<MadeToken> {
  const id = randomUUID();
  const serial = `2V${String(++made).padStart(7, "0")}FK2`;
  const seed = hash("sha1", serial, "buffer");
  const model = { ...commonModel, ...changes };
  const { sealed, keyVersion } = seal(keys, serial, seed);
  await sql`insert into tokens (id, serial, kind, algorithm, digits, step_seconds, seed_sealed, seed_key_version,
      manufacturer, model, expires_on, imported_at)
    values (${id}, ${serial}, ${model.kind}, ${model.algorithm}, ${model.digits}, ${model.stepSeconds}, ${sealed},
      ${keyVersion}, 'Maker', 'OTP-1', '2031-01-01', ${now})`;
  await walk(sql, id, state);
  return { ...model, id, serial, seed };
}

const ways: Readonly<Record<TokenState, readonly TokenState[]>> = {
  in_stock: [],
  allocated: ["allocated"],
  in_transit: ["allocated", "in_transit"],
  delivered: ["allocated", "in_transit", "delivered"],
  active: ["allocated", "in_transit", "delivered", "active"],
  suspended: ["allocated", "in_transit", "delivered", "active", "suspended"],
  revoked: ["allocated", "revoked"],
  disposed: ["disposed"],
};

/** Without the guards: some of the ways take two people. */
async function walk(sql: postgres.Sql, tokenId: string, state: TokenState) {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const step of ways[state]) await tx`update tokens set state = ${step} where id = ${tokenId}`;
  });
}

async function makeStaff(sql: postgres.Sql) {
  const [maker, checker] = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"];
  await sql`insert into branches (code, name, kana) values ('001', '本店', 'ホンテン') on conflict do nothing`;
  await sql`insert into staff (id, username, name, role, branch_code, password_hash, otp_secret_sealed,
      otp_key_version, created_at, enrolled_at)
    values (${maker}, 'maker', '係', 'clerk', '001', 'x', '\\x00', 1, ${now}, ${now}),
      (${checker}, 'checker', '役席', 'approver', '001', 'x', '\\x00', 1, ${now}, ${now})
    on conflict do nothing`;
  return { maker, checker };
}

async function makeOrder(
  sql: postgres.Sql,
  order: { contractId: string; maker: string; kind: string; state: string; tokenId: string },
) {
  const { checker } = await makeStaff(sql);
  const [formId, orderId] = [randomUUID(), randomUUID()];
  const reason = order.kind === "reissue" ? "lost" : null;
  await sql`insert into forms (id, kind, reason, state, channel, branch_code, contract_id, received_on,
      identity_document, seal_verified, maker_id, created_at)
    values (${formId}, ${order.kind}, ${reason}, 'received', 'counter', '001', ${order.contractId}, '2026-11-20',
      'passport', true, ${order.maker}, ${now})`;
  await sql`update forms set state = 'awaiting_approval' where id = ${formId}`;
  await sql`update forms set state = 'approved', checker_id = ${checker}, decided_at = ${now} where id = ${formId}`;
  await sql`insert into orders (id, state, form_id, kind, reason, branch_code, contract_id, placed_at, due_on)
    values (${orderId}, 'placed', ${formId}, ${order.kind}, ${reason}, '001', ${order.contractId}, ${now}, '2026-12-04')`;
  const steps = ["placed", "allocated", "shipped", "delivered"];
  const tokenStates: TokenState[] = ["in_stock", "allocated", "in_transit", "delivered"];
  for (const [index, state] of steps.entries()) {
    if (index === 0 || index > steps.indexOf(order.state)) continue;
    await sql`update orders set state = ${state}, token_id = ${order.tokenId} where id = ${orderId}`;
    await sql`update tokens set state = ${tokenStates[index] ?? ""} where id = ${order.tokenId}`;
  }
}

/** The code that a clock shows at `now`, or so many steps later; that of a button's counter so many from 0. */
export function otpOf(token: MadeToken, offset = 0): string {
  return otpAt(token, token.seed, offset + (token.kind === "totp" ? stepAt(now, token.stepSeconds) : 0));
}

/** A code that the token shows at none of the steps that any window reaches. */
export function wrongOtpOf(token: MadeToken, nth = 0): string {
  const oldest = token.kind === "totp" ? -20 : 0;
  const shown = new Set(Array.from({ length: 41 }, (_, index) => otpOf(token, oldest + index)));
  for (let guess = nth; ; guess += 1000) {
    const otp = String(guess).padStart(token.digits, "0");
    if (!shown.has(otp)) return otp;
  }
}

/** The right answer for two cells. */
export function answerOf({ cells }: MadeContract, names: readonly CardCell[] = []): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, cells[name]]));
}

/** An answer for two cells with both numbers wrong. */
export function wrongAnswerOf(
  { cells }: MadeContract,
  names: readonly CardCell[] = [],
): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, String((Number(cells[name]) + 1) % 100)]));
}
