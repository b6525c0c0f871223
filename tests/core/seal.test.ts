import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { openCells, sealCells } from "#core/logins/card.ts";
import { macKey, type SealKeys, seal, sealKeysOf, unseal } from "#core/seal.ts";

const oldKey = { version: 1, key: Buffer.alloc(32, 1) };
const newKey = { version: 2, key: Buffer.alloc(32, 2) };
const keys = sealKeysOf([newKey, oldKey]);
const secret = Buffer.from("12345678901234567890");

test("what was sealed opens for the same owner, whatever it is", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (bytes, owner) => {
      expect(unseal(keys, owner, seal(keys, owner, bytes))).toEqual(Buffer.from(bytes));
    }),
  );
});

test("the newest key seals, an older one still opens", () => {
  const old = seal(sealKeysOf([oldKey]), "2V0716016FK2", secret);
  expect(old.keyVersion).toBe(1);
  expect(seal(keys, "2V0716016FK2", secret).keyVersion).toBe(2);
  expect(unseal(keys, "2V0716016FK2", old)).toEqual(secret);
});

test("a key that waits opens, and seals nothing", () => {
  const known = sealKeysOf([{ ...newKey, waiting: true }, oldKey]);
  expect(seal(known, "2V0716016FK2", secret).keyVersion).toBe(1);
  expect(unseal(known, "2V0716016FK2", seal(keys, "2V0716016FK2", secret))).toEqual(secret);
});

describe("it stays closed", () => {
  const sealed = seal(keys, "2V0716016FK2", secret);
  const closed = (given: SealKeys, owner: string, what = sealed) =>
    expect(() => unseal(given, owner, what)).toThrowError(expect.objectContaining({ code: "unavailable" }));

  test("for another serial", () => closed(keys, "2V0716016FK3"));

  test("with another key of the version, and without it", () => {
    closed(sealKeysOf([{ version: 2, key: Buffer.alloc(32, 3) }]), "2V0716016FK2");
    closed(sealKeysOf([oldKey]), "2V0716016FK2");
  });

  test("with any bit turned, and cut short", () => {
    for (let at = 0; at < sealed.sealed.length; at++) {
      const turned = Buffer.from(sealed.sealed);
      turned.writeUInt8(turned.readUInt8(at) ^ 1, at);
      closed(keys, "2V0716016FK2", { ...sealed, sealed: turned });
    }
    closed(keys, "2V0716016FK2", { ...sealed, sealed: sealed.sealed.subarray(0, -1) });
  });
});

/** 20,000 in every run, a million by ROUNDS=100. */
const sealings = inject("rounds") * 10_000;

test(`nothing of the secret shows, and no nonce comes twice in ${sealings} sealings`, {
  timeout: 120_000,
}, () => {
  const nonces = new Set<string>();
  for (let nth = 0; nth < sealings; nth++) {
    const { sealed } = seal(keys, "2V0716016FK2", secret);
    if (sealed.includes(secret.subarray(0, 8))) expect.fail("the secret shows");
    nonces.add(sealed.toString("latin1", 0, 12));
  }
  expect(nonces.size).toBe(sealings);
});

test("a MAC's key is the same each time, and another for each purpose and version", () => {
  const derived = macKey(keys, 2, "login-event-blocks");
  expect(derived).toHaveLength(32);
  expect(macKey(keys, 2, "login-event-blocks")).toEqual(derived);
  const others = [macKey(keys, 2, "idempotency-keys"), macKey(keys, 1, "login-event-blocks"), newKey.key];
  for (const other of others) expect(other).not.toEqual(derived);
  expect(() => macKey(keys, 3, "login-event-blocks")).toThrowError(
    expect.objectContaining({ code: "unavailable" }),
  );
});

describe("a card", () => {
  const cells = ["3", "07", "42", "9", "0", "11", "5", "60"];

  test("keeps its cells as they are printed", () => {
    expect(openCells(keys, "70000000001", sealCells(keys, "70000000001", cells))).toEqual(cells);
  });

  test.each([[["1"]], [[...cells, "1"]], [["", ...cells.slice(1)]], [["123", ...cells.slice(1)]]])(
    "%j is none",
    (wrong) => {
      expect(() => sealCells(keys, "70000000001", wrong)).toThrow(RangeError);
    },
  );
});
