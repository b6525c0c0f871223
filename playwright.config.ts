import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** Debian's own Chromium where there is one; else Playwright's. */
const debian = "/usr/bin/chromium";
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
      ...(existsSync(debian) ? { executablePath: debian } : {}),
      args: ["--disable-gpu", "--disable-dev-shm-usage", ...asRoot],
    },
  },
});
