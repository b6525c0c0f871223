import { sqlOf } from "#db/prepared.ts";
import type { World } from "#tests/support/world.ts";

/** Both who may speak SQL here: the app's role, and the owner of the tables, whom no grant holds. */
export const speakersOf = (world: World) =>
  [
    ["console", () => sqlOf(world.db)],
    ["the owner", () => world.sql],
  ] as const;
