import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ask } from "#tests/support/http.ts";

const program = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx"].find(existsSync);

/** Whether there is an nginx here to test with. */
export const hasNginx = program !== undefined;

type Ports = { desk: number; plain: number; tls: number };

/** The example of docs/nginx.conf on loopback, with a certificate of its own, in front of a desk. `end` ends it. */
export async function startNginx({ desk, plain, tls }: Ports): Promise<{ end(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "token-desk-nginx-"));
  const place = (name: string) => join(folder, name);
  const [key, certificate] = [place("key.pem"), place("certificate.pem")];
  const named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"];
  const made = [
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    key,
    "-out",
    certificate,
    ...named,
  ];
  execFileSync("openssl", made, { stdio: "ignore" });

  let example = readFileSync("docs/nginx.conf", "utf8");
  for (const [written, here] of [
    ["/var/cache/nginx/token-desk", place("cache")],
    ["server 127.0.0.1:3000", `server 127.0.0.1:${desk}`],
    ["https://desk.example.jp$", `https://localhost:${tls}$`],
    ["server_name desk.example.jp", "server_name localhost"],
    ["listen 80;", `listen 127.0.0.1:${plain};`],
    ["listen 443 ssl", `listen 127.0.0.1:${tls} ssl`],
    ["/etc/ssl/token-desk.pem", certificate],
    ["/etc/ssl/token-desk.key", key],
  ] as const) {
    if (!example.includes(written)) throw new Error(`docs/nginx.conf no longer says ${written}`);
    example = example.replaceAll(written, here);
  }
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  writeFileSync(
    place("nginx.conf"),
    `daemon off; pid ${place("pid")}; ${process.getuid?.() === 0 ? "user root;" : ""}
events {}
http { access_log off; ${temporary.map((one) => `${one}_temp_path ${place(one)};`).join(" ")}
${example}}`,
  );
  const child = spawn(program ?? "nginx", ["-p", folder, "-e", "stderr", "-c", place("nginx.conf")]);
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const answers = () => ask(`https://localhost:${tls}`, "/sign-in").then(({ status }) => status === 200);
  for (let tries = 0; !(await answers().catch(() => false)); tries++) {
    if (tries === 50 || child.exitCode !== null) throw new Error(`nginx does not answer: ${said}`);
    await sleep(100);
  }
  return {
    async end() {
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
