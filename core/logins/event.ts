import { isIPv6 } from "node:net";
import type { LoginEvent } from "#db/settle-checks.ts";
import type { LoginContext } from "./context.ts";

/** The event of a check, less its outcome. */
export function eventOf(
  { now, clientKey, address }: LoginContext,
  contractId: string | null,
  factor: LoginEvent["factor"],
): LoginEvent {
  return { contractId, now, factor, clientKey, address, network: networkOf(address) };
}

/**
 * What failures are counted under: an IPv4 address, or the first 64 bits of an IPv6 one, because whoever has one
 * of those has the whole network (RFC 6177).
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (!isIPv6(plain)) return plain;
  const [head = "", tail = ""] = plain.split("::");
  const [first, last] = [head, tail].map((part) => part.split(":").filter(Boolean));
  const missing = 8 - (first?.length ?? 0) - (last?.length ?? 0);
  const groups = [
    ...(first ?? []),
    ...(plain.includes("::") ? Array(missing).fill("0") : []),
    ...(last ?? []),
  ];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
