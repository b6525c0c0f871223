import { BlockList } from "node:net";
import { describe, expect, test } from "vitest";
import { clientAddress } from "#core/address.ts";

const trusted = new BlockList();
trusted.addSubnet("10.0.0.0", 8);
trusted.addAddress("2001:db8::8", "ipv6");

describe.each(["x-forwarded-for", "forwarded"] as const)("through %s", (header) => {
  const proxies = { trusted, header };
  const said = (...nodes: string[]) =>
    header === "x-forwarded-for"
      ? nodes.join(", ")
      : nodes.map((node) => `for=${node.includes(":") ? `"[${node}]"` : node};proto=https`).join(", ");

  test("who is not trusted is taken for nobody else", () => {
    expect(clientAddress("198.51.100.1", said("203.0.113.9"), proxies)).toBe("198.51.100.1");
    expect(clientAddress("unknown", said("203.0.113.9"), proxies)).toBe("unknown");
    expect(clientAddress("203.0.113.1", said("10.0.0.1"), { ...proxies, trusted: new BlockList() })).toBe(
      "203.0.113.1",
    );
  });

  test("a trusted proxy says whom it calls for", () => {
    expect(clientAddress("10.0.0.1", said("203.0.113.9"), proxies)).toBe("203.0.113.9");
    expect(clientAddress("::ffff:10.0.0.1", said("203.0.113.9"), proxies)).toBe("203.0.113.9");
    expect(clientAddress("2001:db8::8", said("2001:DB8::9"), proxies)).toBe("2001:db8::9");
  });

  test("of several the last that is no proxy of ours counts: what stands before it anybody can write", () => {
    expect(clientAddress("10.0.0.1", said("1.2.3.4", "203.0.113.9", "10.9.9.9"), proxies)).toBe(
      "203.0.113.9",
    );
    expect(clientAddress("10.0.0.1", said("10.0.0.3", "10.0.0.2"), proxies)).toBe("10.0.0.3");
  });

  test.each(["", "unknown", "_hidden", "203.0.113.256", "for=", "'; drop table staff", "1".repeat(9_000)])(
    "what is no address leaves it at the last one known: %.20j",
    (node) => {
      expect(clientAddress("10.0.0.1", node, proxies)).toBe("10.0.0.1");
      expect(clientAddress("10.0.0.1", `${node}, ${said("203.0.113.9")}`, proxies)).toBe("203.0.113.9");
      expect(clientAddress("10.0.0.1", `${said("203.0.113.9")}, ${node}`, proxies)).toBe("10.0.0.1");
    },
  );

  test("nothing said leaves the proxy itself", () => {
    expect(clientAddress("10.0.0.1", undefined, proxies)).toBe("10.0.0.1");
  });
});

test.each(["203.0.113.9:4711", "[2001:db8::9]:443", "[2001:db8::9]", "2001:db8::9", "::ffff:203.0.113.9"])(
  "X-Forwarded-For is read with the ports that some proxies add: %s",
  (node) => {
    const address = clientAddress("10.0.0.1", node, { trusted, header: "x-forwarded-for" });
    expect(["203.0.113.9", "2001:db8::9"]).toContain(address);
  },
);

test("only the one header counts: the other passes a proxy as the caller wrote it", () => {
  const both = { trusted, header: "x-forwarded-for" } as const;
  expect(clientAddress("10.0.0.1", "for=203.0.113.9", both)).toBe("10.0.0.1");
  expect(clientAddress("10.0.0.1", "203.0.113.9", { ...both, header: "forwarded" })).toBe("10.0.0.1");
});
