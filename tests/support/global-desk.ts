import { removeDataDir, startDesk } from "#tests/support/desk.ts";

/** One built desk, with its demo data, for all browser tests: DESK_URL and DESK_DATA_DIR say where. */
export default async function setup() {
  const desk = await startDesk();
  process.env.DESK_URL = desk.url;
  process.env.DESK_DATA_DIR = desk.dataDir;
  return async () => {
    await desk.end();
    await removeDataDir(desk.dataDir);
  };
}
