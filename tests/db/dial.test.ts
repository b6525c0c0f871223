import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, connect as dial, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TLSSocket } from "node:tls";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "#db/client.ts";
import { withDatabase } from "#tests/support/database.ts";

const desk = withDatabase();

/** How a query ends that is asked with this sslmode; the code of what it fails with. */
async function asked(url: string, sslMode: string): Promise<unknown> {
  const { db, close } = connect(`${url}?sslmode=${sslMode}`, { role: "login" });
  try {
    const [row] = await db.execute(sql`select 1 as one`);
    return row?.one;
  } catch (error) {
    return ((error as Error).cause as { code?: string }).code;
  } finally {
    await close();
  }
}

describe("a database without TLS", () => {
  test.each([
    ["disable", 1],
    ["prefer", 1],
    ["allow", 1],
    ["require", "ECONNREFUSED"],
    ["verify-full", "ECONNREFUSED"],
  ])("with sslmode=%s: %s", async (sslMode, ends) => {
    expect(await asked(desk.url, sslMode)).toBe(ends);
  });
});

const openssl = hasOpenssl();

describe.skipIf(!openssl)("a database with TLS and a certificate that nobody vouches for", () => {
  let server: Server;
  let url: string;
  let ciphered = 0;

  /** Speaks TLS after PostgreSQL's SSLRequest, and passes on what is in it. */
  beforeAll(async () => {
    const certificate = makeCertificate();
    const { port, hostname } = new URL(desk.url);
    server = createServer((client) => {
      client.once("data", (request) => {
        if (request.length !== 8) return void client.destroy();
        client.write("S");
        const inner = new TLSSocket(client, { isServer: true, ...certificate });
        const upstream = dial(Number(port), hostname);
        inner.once("secure", () => ciphered++);
        inner.pipe(upstream).pipe(inner);
        for (const end of [client, inner, upstream]) end.on("error", () => client.destroy());
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const before = new URL(desk.url);
    before.port = String(typeof address === "object" && address ? address.port : 0);
    url = before.href;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test.each(["require", "prefer", "allow"])("with sslmode=%s is spoken to over TLS", async (sslMode) => {
    const before = ciphered;
    expect(await asked(url, sslMode)).toBe(1);
    expect(ciphered).toBeGreaterThan(before);
  });

  test("with sslmode=verify-full is told nothing", async () => {
    expect(await asked(url, "verify-full")).toBe("DEPTH_ZERO_SELF_SIGNED_CERT");
  });
});

function hasOpenssl(): boolean {
  try {
    execFileSync("openssl", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function makeCertificate(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), "token-desk-certificate-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      ...curve,
      "-nodes",
      "-days",
      "1",
      "-subj",
      "/CN=localhost",
      "-keyout",
      key,
      "-out",
      cert,
    ],
    { stdio: "ignore" },
  );
  try {
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
