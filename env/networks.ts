import { BlockList, isIP } from "node:net";
import { z } from "zod";

/** Addresses and networks of a setting, such as `10.0.0.8,192.0.2.0/24,2001:db8::/32`; none where it is empty. */
export const networks = z
  .string()
  .default("")
  .transform((text) => text.split(",").flatMap((entry) => entry.trim() || []))
  .refine((entries) => entries.every(isNetwork), {
    error: "must list addresses or networks such as 192.0.2.1 or 192.0.2.0/24, parted by commas",
  })
  .transform((entries) => {
    const list = new BlockList();
    for (const { address, bits, family } of entries.map(readNetwork)) {
      list.addSubnet(address, bits, family === 6 ? "ipv6" : "ipv4");
    }
    return list;
  });

function readNetwork(entry: string) {
  const [address = "", bits, ...more] = entry.split("/");
  const family = isIP(address);
  const most = family === 6 ? 128 : 32;
  return { address, bits: bits === undefined ? most : Number(bits), most, family, more };
}

function isNetwork(entry: string): boolean {
  const { bits, most, family, more } = readNetwork(entry);
  return family !== 0 && more.length === 0 && /^[^/]+(\/\d{1,3})?$/.test(entry) && bits <= most;
}
