import { findEmbedded } from "#db/embedded.ts";
import { removeDataDir, startDesk } from "#tests/support/desk.ts";

/** One built desk, with its demo data, for all browser tests: DESK_URL, DESK_DATA_DIR and DESK_DATABASE_URL say where. */
export default async function setup() {
  const desk = await startDesk();
  process.env.DESK_URL = desk.url;
  process.env.DESK_DATA_DIR = desk.dataDir;
  process.env.DESK_DATABASE_URL = findEmbedded(desk.dataDir);
  return async () => {
    await desk.end();
    await removeDataDir(desk.dataDir);
  };
}
