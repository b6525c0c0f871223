import { type BlockList, isIPv4, isIPv6 } from "node:net";

/** The proxies that are believed about whom they call for, and the one header in which they say it. */
export type Proxies = {
  readonly trusted: BlockList;
  readonly header: "x-forwarded-for" | "forwarded";
};

/**
 * The address of who calls, seen through trusted proxies. Each of them adds its own caller at the right end of
 * the header, and what stands further left anybody can write: so it is read from the right, up to the first
 * address that is no trusted proxy. `said` is the header's value, its lines joined by commas.
 */
export function clientAddress(peer: string, said: string | undefined, { trusted, header }: Proxies): string {
  const readNode = header === "forwarded" ? forwardedNode : plainNode;
  let address = unmapped(peer);
  for (const node of (said ?? "").split(",").reverse()) {
    if (!isTrusted(address, trusted)) break;
    const before = readNode(node.trim());
    if (before === undefined) break;
    address = before;
  }
  return address;
}

/**
 * The address in one element of a Forwarded header (RFC 7239): that of `for=192.0.2.1` or of
 * `for="[2001:db8::1]"`, where quoted with a port or without. Undefined for anything else.
 */
export function forwardedNode(element: string): string | undefined {
  const [node, ...more] = element.split(";").flatMap((pair) => /^\s*for=(\S+)\s*$/i.exec(pair)?.[1] ?? []);
  if (node === undefined || more.length > 0) return undefined;
  if (isIPv4(node)) return node;
  const quoted = /^"(?:\[([\da-f:.]+)\]|([\d.]+))(?::\d{1,5})?"$/i.exec(node);
  const [, v6 = "", v4 = ""] = quoted ?? [];
  if (isIPv6(v6)) return v6.toLowerCase();
  return isIPv4(v4) ? v4 : undefined;
}

/** The address in one element of X-Forwarded-For: bare, or with the port that some proxies add. */
function plainNode(element: string): string | undefined {
  const [, v6 = element, v4 = element] = /^(?:\[([\da-f:.]+)\]|([\d.]+))(?::\d{1,5})?$/i.exec(element) ?? [];
  if (isIPv4(v4)) return v4;
  return isIPv6(v6) ? unmapped(v6.toLowerCase()) : undefined;
}

function isTrusted(address: string, trusted: BlockList): boolean {
  if (isIPv4(address)) return trusted.check(address, "ipv4");
  return isIPv6(address) && trusted.check(address, "ipv6");
}

/** A listener on both families sees IPv4 peers as ::ffff:192.0.2.1. */
function unmapped(address: string): string {
  const v4 = address.replace(/^::ffff:/i, "");
  return isIPv4(v4) ? v4 : address;
}
