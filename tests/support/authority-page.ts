import { actions, calls, type Need, pages, routes } from "#app/authority.ts";
import { clientPermissions, staffPermissions } from "#core/permissions.ts";
import { type Role, roles } from "#core/staff/rules.ts";
import type { Definition } from "#tests/support/definitions.ts";

/** Every server action by its file and name, with its need. */
export const listedActions = Object.entries(actions).flatMap(([file, needs]) =>
  Object.entries<Need>(needs).map(([name, need]) => [`${file} ${name}`, need] as const),
);

/** Whether something with this need opens for a member of staff of the role. */
export function opens(need: Need, role: Role): boolean {
  if (need === "public" || need === "signed-in") return true;
  return need !== "under-way" && (staffPermissions[need] as readonly Role[]).includes(role);
}

type Line = readonly [name: string, need: string, marks: readonly boolean[]];

/** One table: a line an endpoint, what it needs, and a mark where it opens; its columns as wide as Biome makes them. */
function table(title: string, columns: readonly string[], lines: readonly Line[]): string[] {
  const [nameWidth, needWidth] = [0, 1].map((at) =>
    Math.max("needs".length, ...lines.map((line) => (at === 0 ? `\`${line[0]}\`` : line[1]).length)),
  );
  const row = (name: string, need: string, cells: readonly string[]) =>
    `| ${name.padEnd(nameWidth ?? 0)} | ${need.padEnd(needWidth ?? 0)} | ${cells.join(" | ")} |`;
  const centred = (mark: string, { length }: string) =>
    mark.padStart(Math.floor((length - 1) / 2) + 1).padEnd(length);
  return [
    `## ${title}: ${lines.length}`,
    "",
    row("", "needs", columns),
    row(
      "-".repeat(nameWidth ?? 0),
      "-".repeat(needWidth ?? 0),
      columns.map(({ length }) => `:${"-".repeat(length - 2)}:`),
    ),
    ...lines.map(([name, need, marks]) =>
      row(
        `\`${name}\``,
        need,
        columns.map((column, at) => centred(marks[at] ? "●" : " ", column)),
      ),
    ),
    "",
  ];
}

function byRole(title: string, entries: readonly (readonly [string, Need])[]): string[] {
  const lines = entries.map(([name, need]) => [name, need, roles.map((role) => opens(need, role))] as const);
  return table(title, roles, lines);
}

function byScope(): string[] {
  const scopes = Object.entries<readonly string[]>(clientPermissions);
  const lines = Object.entries<string>(calls).map(
    ([name, need]) =>
      [name, need, scopes.map(([, allowed]) => need === "public" || allowed.includes(need))] as const,
  );
  return table(
    "Calls of the API",
    scopes.map(([scope]) => scope),
    lines,
  );
}

const isNeed = (permit: string): permit is Need => Object.hasOwn(staffPermissions, permit);

/** docs/authority.md: who may do what, as the three written tables say it together. */
export function authorityPage(defined: readonly Definition[]): string {
  const named = defined.flatMap(({ name, permit }) =>
    name && isNeed(permit) ? [[name, permit] as const] : [],
  );
  const permissions = Object.keys(staffPermissions)
    .filter(isNeed)
    .map((name) => [name, name] as const);
  return [
    "# Who may do what",
    "",
    "Made from `core/permissions.ts`, `app/authority.ts` and the commands of the core. One test holds this page to them,",
    "others ask each page, route, action and call for real. After a change: `npx vitest run --project unit",
    "tests/app/authority.test.ts -u`. What is `under-way` opens by the cookie of a sign-in, a joining or a login alone.",
    "",
    ...byRole("Permissions", permissions),
    ...byRole("Pages", Object.entries(pages)),
    ...byRole("Routes", Object.entries(routes)),
    ...byRole("Server actions", listedActions),
    ...byRole("Commands", named.sort()),
    ...byScope(),
  ].join("\n");
}
