import type { Context } from "hono";
import { forwardedNode } from "#core/address.ts";
import { Problem, problemOf } from "./problem.ts";

/**
 * The address of the customer for whom a login server asks: the first `for` of its Forwarded header (RFC 7239),
 * else undefined. To be read after the key was found right, for anybody could write it. Throws a Problem, 400,
 * for anything but an IPv4 address or a quoted "[IPv6]", with a port or without.
 */
export function forwardedAddress(c: Context): string | undefined {
  const header = c.req.header("forwarded");
  if (header === undefined) return undefined;
  const [first = ""] = header.split(",", 1);
  const address = forwardedNode(first);
  if (address !== undefined) return address;
  const detail = 'Forwarded: send for=192.0.2.1 or for="[2001:db8::1]", the customer\'s address.';
  throw new Problem({ ...problemOf(400), detail });
}
