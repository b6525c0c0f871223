import { createDecipheriv, createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type postgres from "postgres";
import { v7 } from "uuid";
import { lock } from "./file.ts";

/** A row as it stands in the file. */
type Row = { serial: string; closed: Buffer; mac: Buffer };

/** The rows of a file that is known to be as we write it: no XML is understood, only searched. */
export async function rowsOf(path: string): Promise<Row[]> {
  const rows: Row[] = [];
  let text = "";
  for await (const chunk of createReadStream(path, { encoding: "latin1", highWaterMark: 1 << 20 })) {
    text += chunk;
    const packages = text.split("</KeyPackage>");
    text = packages.pop() ?? "";
    for (const one of packages) {
      const [, serial = "", closed = "", mac = ""] =
        /<SerialNo>(.*?)<[\s\S]*?<Secret>[\s\S]*?<xenc:CipherValue>(.*?)<[\s\S]*?<ValueMAC>(.*?)</.exec(
          one,
        ) ?? [];
      rows.push({ serial, closed: Buffer.from(closed, "base64"), mac: Buffer.from(mac, "base64") });
    }
  }
  return rows;
}

/** An empty table like the stock's, with its checks and indexes. */
export async function emptyStock(sql: postgres.Sql): Promise<void> {
  await sql`drop table if exists bench_stock`;
  await sql`create table bench_stock (like tokens including all)`;
}

/** Decrypts each row, its MAC checked, and COPYs them into that table; nothing else. */
export async function decryptAndCopy(sql: postgres.Sql, rows: readonly Row[]): Promise<void> {
  const key = createSecretKey(lock.key);
  function* lines() {
    for (let from = 0; from < rows.length; from += 500) {
      yield rows
        .slice(from, from + 500)
        .map(line)
        .join("");
    }
  }
  function line({ serial, closed, mac }: Row): string {
    if (!timingSafeEqual(createHmac(lock.mac, lock.macKey).update(closed).digest(), mac))
      throw new Error("MAC");
    const decipher = createDecipheriv("aes-256-cbc", key, closed.subarray(0, 16));
    const seed = Buffer.concat([decipher.update(closed.subarray(16)), decipher.final()]);
    return `${v7()}\t${serial}\ttotp\tsha1\t6\t30\t\\\\x${seed.toString("hex")}\t1\t-\t-\t2031-11-22\t2026-11-22\n`;
  }
  const copy = await sql`copy bench_stock (id, serial, kind, algorithm, digits, step_seconds, seed_sealed,
    seed_key_version, manufacturer, model, expires_on, imported_at) from stdin`.writable();
  await pipeline(Readable.from(lines()), copy);
}
