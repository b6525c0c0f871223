import { v7 } from "uuid";
import { beforeAll } from "vitest";
import type { Context, StaffActor } from "#core/actor.ts";
import { Failure } from "#core/errors.ts";
import { addScan } from "#core/forms/add-scan.ts";
import { approveForm } from "#core/forms/approve.ts";
import { keyForm } from "#core/forms/key.ts";
import type { FormKind, ReissueReason } from "#core/forms/rules.ts";
import { submitForm } from "#core/forms/submit.ts";
import { allocateSerial } from "#core/orders/allocate.ts";
import { shipOrder } from "#core/orders/ship.ts";
import { type SealKeys, seal, sealKeysOf } from "#core/seal.ts";
import { branchRoles, type Role, roles } from "#core/staff/rules.ts";
import {
  type Contract,
  type ContractGiven,
  makeContract,
  makeRegistered,
  makeToken,
  registerSent,
  type Token,
  type TokenGiven,
} from "#tests/support/customers.ts";
import { type TestDatabase, withDatabase } from "#tests/support/database.ts";

/** A bank small enough to know by heart: two branches, two people in each role of each. */
export type World = TestDatabase & {
  /** The time at which everybody acts; a Tuesday morning in Japan until a test moves it. */
  readonly now: Date;
  setNow(at: string | Date): void;
  advance(by: { minutes?: number; days?: number }): void;
  keys: SealKeys;
  /** What a person of a role calls with, at the world's present time and with an OTP just shown. */
  as(role: Role, which?: { branch?: string; person?: 1 | 2 }): Context<StaffActor>;
  contract(given?: ContractGiven): Promise<Contract>;
  token(given?: TokenGiven): Promise<Token>;
  registered(given?: ContractGiven): Promise<Contract & { token: Token }>;
  register(orderId: string): Promise<void>;
  formOf(id: string): Promise<Row>;
  orderOf(id: string): Promise<Row>;
  tokenState(serial: string): Promise<string>;
  /** Every row of every table in one text: equal before and after where nothing changed. */
  everything(): Promise<string>;
};

/** A row as PostgreSQL has it, its columns in snake case. */
export type Row = Readonly<Record<string, unknown>>;

export const branchCodes = ["001", "002"] as const;

/** The smallest PNG there is, for a scan. */
export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** The world of one test file, in a database of its own; its parts are there inside tests. */
export function withWorld(): World {
  const desk = withDatabase();
  const keys = sealKeysOf([{ version: 1, key: Buffer.alloc(32, 1) }]);
  const people = new Map<string, StaffActor>();
  let now = new Date("2026-11-24T10:00:00+09:00");

  beforeAll(async () => {
    for (const code of branchCodes) {
      await desk.sql`insert into branches (code, name, kana) values (${code}, ${`支店${code}`}, 'シテン')`;
    }
    for (const role of roles) {
      const inBranch = (branchRoles as readonly Role[]).includes(role);
      for (const branchCode of inBranch ? branchCodes : [null]) {
        for (const person of [1, 2]) {
          const username = [role, branchCode, person].filter(Boolean).join("-");
          const own = { id: v7(), name: username, role, branchCode };
          const session = { confirmedUntil: null, signedInAt: now };
          const actor: StaffActor = { kind: "staff", ...own, ...session, standsInFor: [] };
          const otp = seal(keys, username, Buffer.alloc(20, username));
          await desk.sql`
            insert into staff (id, username, name, role, branch_code, password_hash, otp_secret_sealed,
              otp_key_version, created_at, enrolled_at)
            values (${actor.id}, ${username}, ${username}, ${role}, ${branchCode}, 'none', ${otp.sealed},
              ${otp.keyVersion}, ${now}, ${now})`;
          people.set(`${role} ${branchCode} ${person}`, actor);
        }
      }
    }
  });

  const world: World = {
    get url() {
      return desk.url;
    },
    get db() {
      return desk.db;
    },
    get login() {
      return desk.login;
    },
    in: (role) => desk.in(role),
    get sql() {
      return desk.sql;
    },
    get now() {
      return now;
    },
    keys,
    setNow(at) {
      now = new Date(at);
    },
    advance({ minutes = 0, days = 0 }) {
      now = new Date(now.getTime() + (minutes + days * 24 * 60) * 60_000);
    },
    as(role, { branch = "001", person = 1 } = {}) {
      const inBranch = (branchRoles as readonly Role[]).includes(role);
      const actor = people.get(`${role} ${inBranch ? branch : null} ${person}`);
      if (!actor) throw new Error(`nobody is ${role} ${branch} ${person}`);
      const confirmed = { ...actor, confirmedUntil: now };
      return { actor: confirmed, db: desk.db, now, keys, request: { id: v7(), address: "192.0.2.1" } };
    },
    contract: (given) => makeContract(world, given),
    token: (given) => makeToken(world, given),
    registered: (given) => makeRegistered(world, given),
    register: (orderId) => registerSent(world, orderId),
    async formOf(id) {
      return only(await desk.sql`select * from forms where id = ${id}`);
    },
    async orderOf(id) {
      return only(await desk.sql`select * from orders where id = ${id}`);
    },
    async tokenState(serial) {
      return String(only(await desk.sql`select state from tokens where serial = ${serial}`).state);
    },
    async everything() {
      const tables = await desk.sql`select tablename from pg_tables where schemaname = 'public' order by 1`;
      const rows = tables.map(
        ({ tablename }) =>
          desk.sql`select ${tablename} as t, coalesce(jsonb_agg(x order by x::text), '[]') as rows
            from ${desk.sql(tablename)} x`,
      );
      return JSON.stringify((await Promise.all(rows)).flat());
    },
  };
  return world;
}

function only(rows: readonly Row[]): Row {
  const [row] = rows;
  if (!row || rows.length > 1) throw new Error(`${rows.length} rows where one was meant`);
  return row;
}

/** What a clerk keys from a paper on which everything is right. */
export function paper(
  contract: { contractorId: string },
  kind: FormKind,
  reason: ReissueReason | null = kind === "reissue" ? "lost" : null,
) {
  return {
    contractorId: contract.contractorId,
    kind,
    reason: reason ?? "",
    channel: "counter",
    receivedOn: "2019-01-07",
    identityDocument: "driving_licence",
    sealVerified: true,
    cardPresented: true,
    oldTokenReturned: false,
    feeDebitAuthorised: true,
    debitAccountType: "ordinary",
    discoveredOn: reason === "stolen" ? "2019-01-06" : "",
    policeReport: reason === "stolen" ? "浜松中央 第123号" : "",
    note: "",
  };
}

/** A form keyed by the branch's first clerk, with its scan. */
export async function keyed(world: World, contract: Contract, kind: FormKind, reason?: ReissueReason) {
  const clerk = world.as("clerk", { branch: contract.branchCode });
  const form = await keyForm(clerk, paper(contract, kind, reason));
  await addScan(clerk, { formId: form.formId, fileName: "form.png", bytes: png });
  return form;
}

/** The same, waiting for its approver. */
export async function submitted(world: World, contract: Contract, kind: FormKind, reason?: ReissueReason) {
  const form = await keyed(world, contract, kind, reason);
  await submitForm(world.as("clerk", { branch: contract.branchCode }), { formId: form.formId });
  return form;
}

/** The same, approved by the branch's first approver; `orderId` and `orderNumber` where it placed an order. */
export async function approved(world: World, contract: Contract, kind: FormKind, reason?: ReissueReason) {
  const { formId } = await submitted(world, contract, kind, reason);
  const { orderNumber } = await approveForm(world.as("approver", { branch: contract.branchCode }), {
    formId,
  });
  const [order] = await world.sql`select id from orders where form_id = ${formId}`;
  return { formId, orderNumber, orderId: String(order?.id) };
}

/** An approved order with a serial from stock, posted. */
export async function shipped(world: World, contract: Contract, kind: FormKind = "reissue") {
  const { formId, orderId } = await approved(world, contract, kind);
  const token = await world.token();
  const trackingNumber = nextTrackingNumber();
  await allocateSerial(world.as("operations"), { orderId, serial: token.serial });
  await shipOrder(world.as("operations"), { orderId, trackingNumber });
  const [shipment] = await world.sql`select id from shipments where tracking_number = ${trackingNumber}`;
  return { formId, orderId, token, trackingNumber, shipmentId: String(shipment?.id) };
}

let posted = 12_345_000_000;

/** A Japan Post number not used before in this process, its check digit right. */
export function nextTrackingNumber(): string {
  posted++;
  return `${posted}${posted % 7}`;
}

export type ToldFailure = Pick<Failure, "code" | "about" | "fields">;

/** What a command fails with on purpose; undefined where it succeeds. Anything unforeseen is thrown on. */
export async function failureOf(work: Promise<unknown>): Promise<ToldFailure | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { code: error.code, about: error.about, fields: error.fields };
  }
}
