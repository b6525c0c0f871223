import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** Debian's packages of Chromium; the first has no windows to draw, and takes a third less of the processor. */
export const debianPackages = ["chromium-headless-shell", "chromium"];
/** Debian's own Chromium where there is one; else Playwright's. */
export const debian = debianPackages.map((name) => `/usr/bin/${name}`).find((path) => existsSync(path));
/** Chromium's sandbox does not work for root. */
const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

export default defineConfig({
  testDir: "tests/browser",
  globalSetup: "./tests/support/global-desk.ts",
  workers: 1,
  timeout: 60_000,
  forbidOnly: true,
  outputDir: "test-results",
  reporter: "list",
  use: {
    baseURL: process.env.DESK_URL,
    viewport: { width: 1366, height: 768 },
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    trace: "retain-on-failure",
    launchOptions: {
      ...(debian ? { executablePath: debian } : {}),
      args: ["--disable-gpu", "--disable-dev-shm-usage", ...asRoot],
    },
  },
});
