import { defineConfig } from "vitest/config";

/**
 * `unit` is every test on the clean database; `races` are two API processes and whoever attacks or kills them;
 * `scripts` starts the whole desk as its users do, one at a time.
 */
export default defineConfig({
  test: {
    globalSetup: "tests/support/global-database.ts",
    setupFiles: "tests/support/set-seed.ts",
    // What the code under test reads as settings; the database is the one that the test itself asks for.
    env: {
      DATABASE_URL: "postgres://nobody@127.0.0.1:1/ask-withDatabase-for-one",
      AUTH_SECRET: "only-for-tests-only-for-tests-only-for-tests",
      SEAL_KEYS: `2:${"b2".repeat(32)},1:${"a1".repeat(32)}`,
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    },
    // A worker a processor: by itself Vitest leaves one idle, of two.
    maxWorkers: "100%",
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: ["tests/scripts/**", "tests/races/**", "tests/browser/**", "tests/pictures/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "races",
          include: ["tests/races/**/*.test.ts"],
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: "scripts",
          include: ["tests/scripts/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
});
