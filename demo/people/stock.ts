import type { OtpAlgorithm, TokenKind } from "#core/tokens/rules.ts";
import type { Random } from "#demo/random.ts";

export type DemoToken = {
  serial: string;
  kind: TokenKind;
  algorithm: OtpAlgorithm;
  digits: number;
  stepSeconds: number;
  seedBytes: number;
  manufacturer: string;
  model: string;
};

type Model = Omit<DemoToken, "serial">;

const plain: Model = {
  kind: "totp",
  algorithm: "sha1",
  digits: 6,
  stepSeconds: 30,
  seedBytes: 20,
  manufacturer: "遠州電子工業",
  model: "ET-110",
};
/** Whether a token is of the commonest kind: TOTP, SHA-1, 6 digits, 30 s. */
export function isPlain({ model }: DemoToken): boolean {
  return model === plain.model;
}

const models: readonly (readonly [number, Model])[] = [
  [80, plain],
  [9, { ...plain, algorithm: "sha256", seedBytes: 32, model: "ET-220" }],
  [6, { ...plain, stepSeconds: 60, model: "ET-160" }],
  [5, { ...plain, kind: "hotp", model: "EH-10" }],
];

const endings = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789";

/** One delivery from the maker: serials such as 2V0716016FK2, of 12 characters. */
export function drawLot(random: Random, { year, count }: { year: number; count: number }): DemoToken[] {
  const serials = new Set<string>();
  while (serials.size < count) {
    const ending = Array.from({ length: 3 }, () => random.pick([...endings])).join("");
    serials.add(`2V${String(year).slice(-2)}${random.digits(5)}${ending}`);
  }
  return [...serials].map((serial) => ({ serial, ...random.weighted(models) }));
}
