import { globSync } from "node:fs";
import { vi } from "vitest";
import type { z } from "zod";
import type { Permission } from "#core/permissions.ts";

/** What the core tells `command` or `query` of itself; a query has no name. */
export type Definition = { name?: string; permit: Permission; fresh?: true; input: z.ZodType };

/** Every command and query that the core defines, those within functions of its own too. */
export async function definitionsOfCore(): Promise<Definition[]> {
  const told: Definition[] = [];
  vi.resetModules();
  vi.doMock("#core/command.ts", async (original) => {
    const real = await original<typeof import("#core/command.ts")>();
    return { ...real, command: tell(told, real.command), query: tell(told, real.query) };
  });
  for (const path of globSync("core/*/*.ts")) await import(/* @vite-ignore */ `#${path}`);
  vi.doUnmock("#core/command.ts");
  return told;
}

function tell<D extends Definition, R>(told: Definition[], define: (definition: D) => R) {
  return (definition: D): R => {
    told.push(definition);
    return define(definition);
  };
}
