import { defineConfig } from "@playwright/test";
import tests from "#playwright.config.ts";

/** `npm run pictures`: the desk of the browser tests, with its pictures taken for the README. */
export default defineConfig(tests, { testDir: ".", globalSetup: "../support/global-desk.ts" });
