import { timingSafeEqual } from "node:crypto";
import { type Sealed, type SealKeys, seal, unseal } from "#core/seal.ts";
import type { LoginRandom } from "./context.ts";
import { type CellNames, cardCells, cellPairs } from "./rules.ts";

/** Seals a card's eight cells, each of one or two digits, for one contract. */
export function sealCells(keys: SealKeys, contractorId: string, cells: readonly string[]): Sealed {
  if (cells.length !== cardCells.length || cells.some((cell) => !/^\d{1,2}$/.test(cell))) {
    throw new RangeError("a card has eight cells of one or two digits");
  }
  return seal(keys, contractorId, Buffer.from(cells.join(",")));
}

/** The cells in the card's order. Fails with `unavailable` where key or contract differ. */
export function openCells(keys: SealKeys, contractorId: string, sealed: Sealed): string[] {
  return unseal(keys, contractorId, sealed).toString().split(",");
}

/** What a person answered: a number for each of two cells. */
export type CellAnswer = Readonly<Partial<Record<string, string>>>;

/** Whether the answer is for these two cells; one for others is stale, and says nothing. */
export function answers(given: CellAnswer, asked: CellNames): boolean {
  return Object.keys(given).length === 2 && asked.every((name) => Object.hasOwn(given, name));
}

/** Whether both numbers are those on the card. */
export function cellsMatch(cells: readonly string[], asked: CellNames, given: CellAnswer): boolean {
  const checks = asked.map((name) => same(cells[cardCells.indexOf(name)] ?? "", given[name] ?? ""));
  return checks.every(Boolean);
}

function same(cell: string, typed: string): boolean {
  const [right, guess] = [Buffer.alloc(2), Buffer.alloc(2)];
  right.write(cell);
  guess.write(typed);
  return timingSafeEqual(right, guess) && cell.length === typed.length;
}

/** A fresh pair of different cells, each of the 28 as likely. */
export function drawPair(random: LoginRandom): readonly [number, number] {
  return cellPairs[random.below(cellPairs.length)] ?? [0, 1];
}

/** The pair to ask where the drawn one is the one just answered: a copy of the answer must not be right again. */
export function neighbour([first, second]: readonly [number, number]): readonly [number, number] {
  const at = cellPairs.findIndex(([one, other]) => one === first && other === second);
  return cellPairs[(at + 1) % cellPairs.length] ?? [0, 1];
}
