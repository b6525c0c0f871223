import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { ScriptFailure } from "#scripts/failure.ts";
import { runScript } from "#scripts/run.ts";
import { runTool } from "#scripts/steps.ts";

/** The programs of others that some tests ask; without them these tests say that they are skipped. */
const programs = ["oathtool", "pskctool", "openssl"];
const asRootOnDebian = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
const quiet = { extra: { DEBIAN_FRONTEND: "noninteractive" } };

/** Installs what the tests need beside npm's packages, then runs every check. */
await runScript(async (stop) => {
  if (asRootOnDebian && !programs.every((program) => existsSync(`/usr/bin/${program}`)))
    await installPrograms();
  if (!existsSync("/usr/bin/chromium") && !existsSync(chromium.executablePath())) await installChromium();
  const { code } = await runTool("node", ["scripts/verify.ts"], { shown: true, stop });
  return code;
});

async function installPrograms() {
  console.log(`Installing ${programs.join(", ")} (once) …`);
  await runTool("apt-get", ["update", "-qq"], quiet);
  for (const program of programs) await runTool("apt-get", ["install", "-y", "-qq", program], quiet);
}

/** Debian's as root, with a Japanese font for the pictures; elsewhere Playwright's own. */
async function installChromium() {
  if (asRootOnDebian) {
    console.log("Installing Chromium and a Japanese font (once) …");
    await runTool("apt-get", ["update", "-qq"], quiet);
    const packages = ["chromium", "fonts-noto-cjk"];
    const { code, output } = await runTool(
      "apt-get",
      ["install", "-y", "-qq", "--no-install-recommends", ...packages],
      quiet,
    );
    if (code === 0) return;
    console.log(`${output.trim().split("\n").at(-1)}; trying Playwright's own`);
  }
  console.log("Installing Playwright's Chromium (once) …");
  const { code, output } = await runTool("playwright", ["install", "chromium"]);
  if (code !== 0) {
    throw new ScriptFailure(`Chromium could not be installed: ${output.trim().split("\n").at(-1)}`);
  }
}
