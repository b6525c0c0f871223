import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { ScriptFailure } from "#scripts/failure.ts";
import { runScript } from "#scripts/run.ts";
import { runTool } from "#scripts/steps.ts";

const mayInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
const quiet = { extra: { DEBIAN_FRONTEND: "noninteractive" } };

/** Installs what the tests need beside npm's packages, then runs every check. */
await runScript(async (stop) => {
  if (!existsSync("/usr/bin/chromium") && !existsSync(chromium.executablePath())) await installChromium();
  if (mayInstall && !existsSync("/usr/sbin/nginx")) await installNginx();
  const { code } = await runTool("node", ["scripts/verify.ts"], { shown: true, stop });
  return code;
});

/** For the tests behind a reverse proxy, which are left out without it. */
async function installNginx() {
  console.log("Installing nginx (once) …");
  await runTool("apt-get", ["update", "-qq"], quiet);
  // In runlevel 1 no service starts: the tests start their own.
  const still = { extra: { ...quiet.extra, RUNLEVEL: "1" } };
  await runTool("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "nginx-light"], still);
}

/** Debian's as root, with a Japanese font for the pictures; elsewhere Playwright's own. */
async function installChromium() {
  if (mayInstall) {
    console.log("Installing Chromium and a Japanese font (once) …");
    await runTool("apt-get", ["update", "-qq"], quiet);
    const packages = ["chromium", "fonts-noto-cjk"];
    const { code, output } = await runTool(
      "apt-get",
      ["install", "-y", "-qq", "--no-install-recommends", ...packages],
      quiet,
    );
    // The walk by hand uses it; the tests do not.
    await runTool("apt-get", ["install", "-y", "-qq", "oathtool"], quiet);
    if (code === 0) return;
    console.log(`${output.trim().split("\n").at(-1)}; trying Playwright's own`);
  }
  console.log("Installing Playwright's Chromium (once) …");
  const { code, output } = await runTool("playwright", ["install", "chromium"]);
  if (code !== 0) {
    throw new ScriptFailure(`Chromium could not be installed: ${output.trim().split("\n").at(-1)}`);
  }
}
