import { enableCompileCache, registerHooks } from "node:module";
import { join } from "node:path";

/**
 * Has what is loaded from now on loaded quicker, which halves the time until a script has begun: Node keeps what it
 * compiled for the next start, and is told of Drizzle's modules what they are. It would read that in Drizzle's
 * package.json, 180 kB, anew for each of them.
 */
export function loadQuickly(root: string): void {
  enableCompileCache(join(root, "node_modules", ".cache", "token-desk"));
  registerHooks({
    resolve(specifier, context, resolve) {
      const { parentURL } = context;
      const known = /^\.\.?\/.*\.js$/.test(specifier) && parentURL?.includes("/node_modules/drizzle-orm/");
      if (!known) return resolve(specifier, context);
      return { url: new URL(specifier, parentURL).href, format: "module", shortCircuit: true };
    },
  });
}
