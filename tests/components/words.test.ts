import { globSync, readFileSync } from "node:fs";
import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { type Language, languages, words } from "#components/words/words.ts";
import { clientPermissions, staffPermissions } from "#core/permissions.ts";

/** Numbers of every plural category that the two languages know. */
const counts = [0, 1, 2, 5, 11];
/** `{name}`, `{name, number}`, `{name, plural, …}`; the branches of a plural hold no such thing but arguments. */
const argument = /\{\s*(\w+)\s*[,}]/g;

const leaves = (tree: object, path = ""): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[`${path}${key}`, value] as [string, string]]
      : leaves(value, `${path}${key}.`),
  );
const argumentsOf = (text: string) =>
  [...new Set(Array.from(text.matchAll(argument), ([, name]) => name ?? ""))].sort();

const namespaces = Object.keys(words.ja) as (keyof typeof words.ja)[];

test.each(namespaces)(
  "every message of %s is whole in both languages: it takes what it names, and no more",
  (namespace) => {
    for (const language of languages) {
      for (const [key, text] of leaves(words[language][namespace])) {
        for (const count of counts) {
          const given = Object.fromEntries(argumentsOf(text).map((name) => [name, count]));
          const said = say(language, text, given);
          expect(said, `${language} ${namespace}.${key}`).not.toMatch(/[{}]/);
          expect(said.trim(), `${language} ${namespace}.${key}`).not.toBe("");
        }
      }
    }
  },
);

test.each(namespaces)("the two languages of %s take the same arguments", (namespace) => {
  const english = new Map(leaves(words.en[namespace]));
  for (const [key, text] of leaves(words.ja[namespace])) {
    expect(argumentsOf(english.get(key) ?? ""), `${namespace}.${key}`).toEqual(argumentsOf(text));
  }
});

test("a message that does not parse, or names an argument it is not given, is told", () => {
  expect(() => say("ja", "{count, plural, other {件}", { count: 1 })).toThrow();
  expect(() => say("ja", "{count}件", {})).toThrow();
});

test("whatever core says of a field has words in both languages", () => {
  const keys = keysInCore();
  // The scan sees each of the ways in which a key is written: in a schema, by failField, in a table.
  expect([...keys]).toEqual(
    expect.arrayContaining(["required", "contractorId.format", "serial.unknown", "trackingNumber.used"]),
  );
  for (const language of languages) {
    const known = new Map(leaves(words[language].errors));
    expect(
      [...keys].filter((key) => !known.has(key)),
      language,
    ).toEqual([]);
  }
});

function say(language: Language, text: string, given: Record<string, number>): string {
  const translate = createTranslator<{ message: string }>({
    locale: language,
    timeZone: "Asia/Tokyo",
    messages: { message: text },
    onError: (error) => {
      throw error;
    },
  });
  return translate("message", given);
}

/** Dotted texts in core that are neither the name of a command or an action nor a permission; and zod's bare ones. */
function keysInCore(): Set<string> {
  const files = globSync("core/**/*.ts").map((path) => readFileSync(path, "utf8"));
  const all = (pattern: RegExp) =>
    files.flatMap((text) => Array.from(text.matchAll(pattern), ([, key]) => key ?? ""));
  const dotted = all(/"([a-z]\w*\.[a-z][A-Za-z]*)"/g);
  const bare = all(/(?:z\.string\(|\.(?:min|max)\([\d_]+, )"([a-z]\w*)"/g);
  const named = all(/(?:name|permit|action): "([\w.]+)"/g);
  const inUnions = all(/\| "([\w.]+)"/g);
  const permissions = [...Object.keys(staffPermissions), ...Object.values(clientPermissions).flat()];
  const others = new Set<string>([...named, ...inUnions, ...permissions]);
  return new Set([...dotted, ...bare].filter((key) => !others.has(key)));
}
