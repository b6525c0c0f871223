import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { debian, debianPackages } from "#playwright.config.ts";
import { ScriptFailure } from "#scripts/failure.ts";
import { runScript } from "#scripts/run.ts";
import { runTool } from "#scripts/steps.ts";

/** The programs of others that some tests ask, by Debian's packages; without them these tests say that they are skipped. */
const programs: Readonly<Record<string, string>> = {
  oathtool: "/usr/bin/oathtool",
  pskctool: "/usr/bin/pskctool",
  openssl: "/usr/bin/openssl",
  "nginx-light": "/usr/sbin/nginx",
};
const asRootOnDebian = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
// In runlevel 1 no service that is installed starts: the tests start their own.
const quiet = { extra: { DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" } };

/** Installs what the tests need beside npm's packages, then runs every check. */
await runScript(async (stop) => {
  if (asRootOnDebian) await installPrograms();
  if (!debian && !existsSync(chromium.executablePath())) await installChromium();
  const { code } = await runTool("node", ["scripts/verify.ts"], { shown: true, stop });
  return code;
});

async function installPrograms() {
  const missing = Object.keys(programs).filter((name) => !existsSync(programs[name] ?? ""));
  if (missing.length === 0) return;
  console.log(`Installing ${missing.join(", ")} (once) …`);
  await runTool("apt-get", ["update", "-qq"], quiet);
  // One by one: where one is not to be had, the others are.
  for (const name of missing) {
    await runTool("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], quiet);
  }
}

/** Debian's as root, with a Japanese font for the pictures; elsewhere Playwright's own. */
async function installChromium() {
  if (asRootOnDebian) {
    console.log("Installing Chromium and a Japanese font (once) …");
    await runTool("apt-get", ["update", "-qq"], quiet);
    for (const name of debianPackages) {
      const packages = [name, "fonts-noto-cjk"];
      const { code, output } = await runTool(
        "apt-get",
        ["install", "-y", "-qq", "--no-install-recommends", ...packages],
        quiet,
      );
      if (code === 0) return;
      console.log(`${name}: ${output.trim().split("\n").at(-1)}; trying another`);
    }
  }
  console.log("Installing Playwright's Chromium (once) …");
  const { code, output } = await runTool("playwright", ["install", "chromium"]);
  if (code !== 0) {
    throw new ScriptFailure(`Chromium could not be installed: ${output.trim().split("\n").at(-1)}`);
  }
}
