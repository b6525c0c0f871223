import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FormKind, ReissueReason } from "#core/forms/rules.ts";
import { reissueReasons } from "#core/forms/rules.ts";
import type { DemoContract } from "#demo/people/contracts.ts";
import { glyphSize, places, reasonStep } from "./layout.ts";
import { colours, decodePng, encodePng, type Picture, pixelAt, setPixel } from "./png.ts";

export type Paper = {
  kind: FormKind;
  customer: DemoContract;
  reason: ReissueReason | null;
  /** YYYY-MM-DD. */
  receivedOn: string;
  /** Whether the customer set their seal. */
  sealed: boolean;
};

/** Draws the paper of a form as its customer filled it in: an A4 page of a few kilobytes, the same every time. */
export function drawPaper({ kind, customer, reason, receivedOn, sealed }: Paper): {
  fileName: string;
  bytes: Buffer;
} {
  const empty = emptyForm(kind);
  const page = { ...empty, pixels: Buffer.from(empty.pixels) };
  const [year, month, day] = receivedOn.split("-").map(Number);
  write(page, `${year}年${month}月${day}日`, { ...places.receivedOn, pitch: 24 });
  write(page, customer.contractorId, { ...places.contractorId, pitch: 30 });
  write(page, customer.kana, { ...places.kana, pitch: 28 });
  write(page, customer.name, { ...places.name, pitch: 36 });
  writeAddress(page, customer.address);
  write(page, customer.accountNumber, { ...places.accountNumber, pitch: 30 });
  write(page, customer.branchCode, { ...places.branchCode, pitch: 30 });
  if (reason) tick(page, reissueReasons.indexOf(reason));
  if (sealed) stamp(page, customer.name);
  return { fileName: `${kind}-${receivedOn.replaceAll("-", "")}.png`, bytes: encodePng(page, 3) };
}

const here = import.meta.dirname;
const emptyForms = new Map<FormKind, Picture>();
let handwriting: { atlas: Picture; places: ReadonlyMap<string, number> } | undefined;

function emptyForm(kind: FormKind): Picture {
  const known = emptyForms.get(kind) ?? decodePng(readFileSync(join(here, `${kind}.png`)));
  emptyForms.set(kind, known);
  return known;
}

function glyphs() {
  handwriting ??= {
    atlas: decodePng(readFileSync(join(here, "glyphs.png"))),
    places: new Map(
      [...readFileSync(join(here, "glyphs.txt"), "utf8")].map((character, at) => [character, at]),
    ),
  };
  return handwriting;
}

type Line = { x: number; y: number; pitch: number };

/** Writes a line by hand: no two characters stand quite alike. A small kana is written like its large one. */
function write(page: Picture, text: string, { x, y, pitch }: Line): void {
  for (const [at, character] of [...text].entries()) {
    const wobble = ((character.codePointAt(0) ?? 0) * 7 + at * 13) % 5;
    draw(page, character, { x: Math.round(x + at * pitch), y: y + wobble - 2, colour: colours.ink });
  }
}

/** The house on a line of its own below the street, as far as there is one. */
function writeAddress(page: Picture, address: string): void {
  const lines = address.split("　");
  const top = places.address.y - ((lines.length - 1) * glyphSize) / 2;
  for (const [nth, line] of lines.entries()) {
    write(page, line, {
      ...places.address,
      y: top + nth * glyphSize,
      pitch: Math.min(28, 612 / line.length),
    });
  }
}

function draw(page: Picture, character: string, to: { x: number; y: number; colour: number }): void {
  const { atlas, places } = glyphs();
  const at = places.get(character);
  if (at === undefined) return;
  const across = atlas.width / glyphSize;
  const [left, top] = [(at % across) * glyphSize, Math.floor(at / across) * glyphSize];
  for (let y = 0; y < glyphSize; y++) {
    for (let x = 0; x < glyphSize; x++) {
      if (pixelAt(atlas, left + x, top + y)) setPixel(page, to.x + x, to.y + y, to.colour);
    }
  }
}

function tick(page: Picture, line: number): void {
  const { x, y } = places.reason;
  const top = y + line * reasonStep;
  for (let step = 0; step < 26; step++) {
    const [across, down] = step < 8 ? [step, 12 + step] : [step, 28 - step];
    for (let thick = 0; thick < 4; thick++) setPixel(page, x + across, top + down + thick, colours.ink);
  }
}

/** A round seal with the first two characters of the name. */
function stamp(page: Picture, name: string): void {
  const { x, y } = places.seal;
  const radius = 37;
  for (let angle = 0; angle < 2 * Math.PI; angle += 0.004) {
    for (let thick = 0; thick < 3; thick++) {
      const [dx, dy] = [Math.cos(angle) * (radius - thick), Math.sin(angle) * (radius - thick)];
      setPixel(page, Math.round(x + dx), Math.round(y + dy), colours.seal);
    }
  }
  const [surname = ""] = name.split("　");
  const seal = [...surname].slice(0, 2);
  for (const [at, character] of seal.entries()) {
    const top = y - (seal.length * glyphSize) / 2 + at * glyphSize;
    draw(page, character, { x: x - glyphSize / 2, y: top, colour: colours.seal });
  }
}
