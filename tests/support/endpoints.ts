import { globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** The address that a file of app/ answers under. */
function addressOf(file: string): string {
  const parts = dirname(file).split("/").slice(1);
  return `/${parts.filter((part) => !part.startsWith("(")).join("/")}`;
}

/** Of a folder whose name begins with `_` Next serves nothing. */
const isServed = (file: string) => !file.includes("/_");

/** The address of every page that the sources hold. */
export function pagesOfApp(): string[] {
  return globSync("app/**/page.{tsx,ts,jsx,js,mdx}").filter(isServed).map(addressOf).sort();
}

/** Every route of the sources by its method and address; `ANY` where one answers for every method. */
export function routesOfApp(): string[] {
  const found = globSync("app/**/route.{ts,tsx,js}")
    .filter(isServed)
    .flatMap((file) => {
      const source = readFileSync(file, "utf8");
      const exported = methods.filter((method) =>
        new RegExp(String.raw`export [^;(=]*\b${method}\b`).test(source),
      );
      const said = exported.length === methods.length ? ["ANY"] : exported;
      return (said.length > 0 ? said : ["NONE"]).map((method) => `${method} ${addressOf(file)}`);
    });
  return found.sort();
}

/** Every server action of the sources by its file and name, whether of a file of them or within a function. */
export function actionsOfApp(): string[] {
  const found = globSync("{app,components}/**/*.{ts,tsx}").flatMap((file) => {
    const source = readFileSync(file, "utf8");
    const all = /^["']use server["']/.test(source);
    const pattern = all
      ? /^export (?:default )?(?:async )?(?:function|const|let) (\w+)/gm
      : /function (\w+)\([^)]*\)[^{]*\{\s*["']use server["']/g;
    const names = [...source.matchAll(pattern)].map(([, name]) => `${file} ${name}`);
    const said = source.match(/["']use server["'];?$/gm)?.length ?? 0;
    if (!all && said !== names.length) throw new Error(`${file} holds a server action without a name`);
    if (all && /^export (?:\{|\*)/m.test(source)) throw new Error(`${file} exports what it does not name`);
    return names;
  });
  return found.sort();
}
