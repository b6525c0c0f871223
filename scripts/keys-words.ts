import type { Rotation, RotationProgress } from "#core/keys/rotate.ts";
import type { SealKeyState } from "#core/keys/rules.ts";
import type { KeyUse } from "#core/keys/status.ts";
import type { SealedCount, SealedTable } from "#db/sealed.ts";

const named: Readonly<Record<SealedTable, string>> = {
  token_imports: "secrets of token files",
  token_import_chunks: "pieces of token files",
  staged_tokens: "seeds being imported",
  tokens: "seeds of tokens",
  login_accounts: "cells of cards",
  staff: "secrets of the staff's OTPs",
  staff_enrolments: "secrets of authenticators being set up",
};
const tables = Object.keys(named) as SealedTable[];

const states: Readonly<Record<SealKeyState, string>> = {
  newest: "seals",
  waiting: "waits",
  needed: "opens",
  lapsing: "opens",
  idle: "idle",
  missing: "MISSING",
};

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** A table of keys and what each sealed, and a line a key on what may be done with it. */
export function statusLines(uses: readonly KeyUse[]): string[] {
  const row = (name: string, cells: readonly string[]) =>
    name.padEnd(32) + cells.map((cell) => cell.padStart(12)).join("");
  return [
    row(
      "",
      uses.map(({ version }) => `key ${version}`),
    ),
    row(
      "",
      uses.map(({ state }) => states[state]),
    ),
    ...tables.map((table) =>
      row(
        named[table],
        uses.map(({ values }) => number.format(values.get(table) ?? 0)),
      ),
    ),
    row(
      "answers kept for a day",
      uses.map(({ keptAnswers }) => number.format(keptAnswers)),
    ),
    row(
      "newest block of login events",
      uses.map(({ sealedNewestBlock }) => (sealedNewestBlock ? "1" : "0")),
    ),
    "",
    ...uses.flatMap(adviceOn),
  ];
}

function adviceOn({ version, state, shut }: KeyUse): string[] {
  const key = `Key ${version}`;
  const said = {
    newest: `${key} seals.`,
    waiting: `${key} waits: once every process has it, take :waiting from it, then restart them.`,
    needed: `${key} is needed still: npm run keys -- rotate`,
    lapsing: `${key} is needed until its answers have lapsed and a login event is sealed by the newest.`,
    idle: `${key} may be taken away.`,
    missing: `${key} is not held, and what it sealed stays shut: put it back into SEAL_KEYS.`,
  }[state];
  const wrong = shut.map(
    (table) => `${key} is another than the one that sealed ${named[table]}: put that one back.`,
  );
  return [said, ...wrong];
}

/** Why a process does not start. */
export function missingKeyLine({ table, version, values }: SealedCount): string {
  return `SEAL_KEYS lacks version ${version}, and ${number.format(values)} ${named[table]} are sealed with it: put that key back, then npm run keys -- rotate`;
}

/** How far a rotation has come. */
export function progressLine({ done, due }: RotationProgress, ms: number): string {
  return `${number.format(done)} of ${number.format(due)} sealed anew (${number.format((done / ms) * 1000)} a second)`;
}

/** How a rotation ended, and what is to be done about the rest. */
export function rotationLines({ done, due, finished, shut }: Rotation, ms: number): string[] {
  const rest = shut.slice(0, 10).map(({ table, owner }) => `  ${named[table]}: ${owner}`);
  return [
    progressLine({ done, due }, ms),
    ...(finished ? [] : ["Stopped: npm run keys -- rotate goes on from here"]),
    ...(shut.length > 0
      ? [
          `${number.format(shut.length)} are not opened by the keys here; npm run keys -- status tells which key`,
          ...rest,
        ]
      : []),
  ];
}
