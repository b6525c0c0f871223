import { japanDay } from "#core/clock.ts";
import { openValue, type Protection } from "./pskc-protection.ts";
import { attributeOf, childOf, textOf, type XmlElement } from "./pskc-xml.ts";
import type { ReadToken } from "./read.ts";
import { algorithmIn, nameIn, numberIn, problem } from "./row.ts";
import { base64In } from "./seed-text.ts";

/**
 * The token that a Key of a KeyPackage describes (RFC 6030 §4.3). Fails with `invalid` where a MAC does not hold;
 * whatever else is wrong is a problem of its row.
 */
export function readKey(
  device: XmlElement | undefined,
  key: XmlElement | undefined,
  protection: Protection,
): Omit<ReadToken, "serial"> {
  const parameters = childOf(key, "AlgorithmParameters");
  const data = readData(childOf(key, "Data"), protection);
  const { kind, algorithm } = readAlgorithm(key, textOf(childOf(parameters, "Suite")));
  const policy = childOf(key, "Policy");
  refusePolicy(policy);
  return {
    kind,
    algorithm,
    digits: readDigits(childOf(parameters, "ResponseFormat")),
    stepSeconds: kind === "totp" ? (data.stepSeconds ?? 30) : 30,
    counter: kind === "hotp" ? (data.counter ?? 0) : null,
    driftSteps: kind === "totp" ? (data.driftSteps ?? 0) : 0,
    seed: data.seed,
    manufacturer: nameIn(textOf(childOf(device, "Manufacturer"))),
    model: nameIn(textOf(childOf(device, "Model"))),
    expiresOn: earliestDay([textOf(childOf(device, "ExpiryDate")), textOf(childOf(policy, "ExpiryDate"))]),
  };
}

/** `…:pskc:hotp` and `…:pskc:totp`, with `#` in older files; the hash stands in Suite, if anywhere. */
function readAlgorithm(key: XmlElement | undefined, suite: string | undefined) {
  const urn = attributeOf(key, "Algorithm") ?? "";
  const [, kind = ""] = /^urn:ietf:params:xml:ns:keyprov:pskc[:#]([a-z]+)$/i.exec(urn) ?? [];
  return algorithmIn(kind, suite);
}

/** What Data holds. Time, the step last used, is opened for its MAC alone: a new token has used none. */
function readData(data: XmlElement | undefined, protection: Protection) {
  const number = (name: string) => readNumber(contentOf(childOf(data, name), protection));
  return {
    seed: readSeed(contentOf(childOf(data, "Secret"), protection)),
    counter: number("Counter"),
    stepSeconds: number("TimeInterval"),
    driftSteps: number("TimeDrift"),
    lastStep: number("Time"),
  };
}

/** Bytes where a value was encrypted, text where it is plain. */
function contentOf(value: XmlElement | undefined, protection: Protection): Buffer | string | undefined {
  const encrypted = childOf(value, "EncryptedValue");
  return value && encrypted ? openValue(value, encrypted, protection) : textOf(childOf(value, "PlainValue"));
}

function readSeed(content: Buffer | string | undefined): Buffer {
  const seed = typeof content === "string" ? base64In(content) : content;
  return seed ?? problem("tokenFile.seed");
}

/** Encrypted numbers are found as digits and as big-endian bytes of two's complement. */
function readNumber(content: Buffer | string | undefined): number | undefined {
  if (content === undefined) return undefined;
  const digits = numberIn(content.toString("latin1"));
  if (typeof content === "string" || !Number.isNaN(digits)) return digits;
  if (content.length === 0 || content.length > 8) return Number.NaN;
  const bits = content.length * 8;
  const value = BigInt(`0x${content.toString("hex")}`);
  return Number(bits < 32 ? value : BigInt.asIntN(bits, value));
}

/** Refuses what the login check would not honour: RFC 6030 §5 wants a key unused whose policy is not understood. */
function refusePolicy(policy: XmlElement | undefined): void {
  const uses = policy?.children.filter(({ name }) => name === "KeyUsage") ?? [];
  if (uses.length > 0 && !uses.some((use) => textOf(use) === "OTP")) problem("tokenFile.policy");
  for (const rule of policy?.children ?? []) {
    // A PIN that the token itself asks for is none of the login check's business.
    const local = rule.name === "PINPolicy" && attributeOf(rule, "PINUsageMode") === "Local";
    if (!local && !["KeyUsage", "StartDate", "ExpiryDate"].includes(rule.name)) problem("tokenFile.policy");
  }
}

function readDigits(format: XmlElement | undefined): number {
  const encoding = attributeOf(format, "Encoding") ?? "DECIMAL";
  const checked = attributeOf(format, "CheckDigits") ?? attributeOf(format, "CheckDigit") ?? "false";
  if (encoding !== "DECIMAL" || !["false", "0"].includes(checked)) problem("tokenFile.digits");
  return numberIn(attributeOf(format, "Length") ?? "6");
}

/** The earliest of the days on which device and key expire. */
function earliestDay(dates: readonly (string | undefined)[]): string | null {
  const days = dates.filter((date) => date !== undefined).map(dayIn);
  return days.sort()[0] ?? null;
}

/** The day in Japan of an xs:dateTime; of one without a zone, or of an xs:date, the day that it writes. */
function dayIn(date: string): string {
  const [, day = "", time, zone] =
    /^((?:19|[2-9]\d)\d\d-\d\d-\d\d)(T\d\d:\d\d:\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?$/.exec(date) ?? [];
  const at = new Date(`${day}${time ?? "T00:00:00"}${time && zone ? zone : "+09:00"}`);
  // Date takes the 30th of February for the 2nd of March.
  if (Number.isNaN(at.getTime()) || new Date(day).getUTCDate() !== Number(day.slice(8))) {
    problem("tokenFile.expiry");
  }
  // Midnight in London, the usual time, is morning in Japan: to ask Intl takes longer than to decrypt the row. And
  // the last day of all, which means none, is followed by no other.
  return (zone === "Z" && at.getUTCHours() < 15) || day === "9999-12-31" ? day : japanDay(at);
}
