import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { type FormKind, formKinds, isOrderKind, reissueReasons } from "#core/forms/rules.ts";
import { givenNames, houses, surnames, towns } from "#demo/people/names.ts";
import { demoBranches } from "#demo/people/staff.ts";
import { glyphSize, page as paper, places, reasonLines, reasonStep, texts, titles } from "./layout.ts";
import { encodePng } from "./png.ts";

// Draws the empty forms and the handwriting once; the pictures are committed. Run it again after a change of
// the layout or the names: node demo/paper/make.ts /usr/bin/chromium

const here = import.meta.dirname;
const across = 20;

const written = [
  ...[...surnames, ...givenNames].flat(),
  ...towns.flat(),
  ...houses,
  "0123456789-年月日静岡県浜松市番地の",
  ...demoBranches.map(({ code }) => code),
].join("");
const characters = [...new Set(written)].filter((character) => character.trim() !== "").sort();

const family = "Noto Sans JP Variable";

/** The font's rules with its files put in, so that the page needs no server. */
function fontRules(): string {
  const css = createRequire(import.meta.url).resolve("@fontsource-variable/noto-sans-jp/index.css");
  return readFileSync(css, "utf8").replaceAll(/url\(\.\/(files\/[^)]+)\)/g, (_, file: string) => {
    const bytes = readFileSync(join(css, "..", file));
    return `url(data:font/woff2;base64,${bytes.toString("base64")})`;
  });
}

const orderNotes = `※ 利用料1,000円（消費税別途）を口座振替により頂戴いたします。初期不良の場合は頂戴いたしません。<br>
  ※ 新しいハードウェアトークンがお手元に届くまで、2週間ほどお時間をいただきます。<br>
  ※ トークンは簡易書留にて、お届けのご住所へお送りいたします。`;

function emptyForm(kind: FormKind): string {
  const box = (x: number, y: number, width: number, height: number, inner = "") =>
    `<div class="box" style="left:${x}px;top:${y}px;width:${width}px;height:${height}px">${inner}</div>`;
  const row = (label: string, y: number, width = 480) =>
    `${box(80, y, 200, 64, `<b>${label}</b>`)}${box(280, y, width, 64)}`;
  const reasons = reissueReasons
    .map((reason, at) => {
      const top = places.reason.y + at * reasonStep;
      return `<span style="left:${places.reason.x}px;top:${top}px">□</span><span style="left:${places.reason.x + 44}px;top:${top}px">${reasonLines[reason]}</span>`;
    })
    .join("");
  return `
    <h1>${titles[kind]}</h1>
    <span style="left:80px;top:122px">元浜信用金庫 御中</span><span style="left:560px;top:122px">届出日</span>
    <span style="left:80px;top:186px">${texts[kind]}</span>
    ${row("契約者ID<br>（利用者番号）", 244)}${row("フリガナ", 308)}${row("お名前", 372)}${row("ご住所", 436, 640)}
    ${row("口座番号", 500, 640)}
    ${box(760, 244, 160, 192, "<i>お届け印</i>")}
    ${kind === "reissue" ? `${box(80, 564, 200, 300, "<b>再発行の理由</b>")}${box(280, 564, 640, 300)}${reasons}` : box(80, 564, 840, 300, "<b>ご連絡事項</b>")}
    <p style="top:890px">${isOrderKind(kind) ? orderNotes : "※ ご本人を確認できる書類をご提示ください。"}</p>
    <span style="left:80px;top:1040px">― 当金庫使用欄 ―</span>
    ${box(80, 1080, 200, 64, "<b>店番</b>")}${box(280, 1080, 200, 64)}
    ${box(480, 1080, 150, 64, "<b>本人確認</b>")}${box(630, 1080, 290, 64, "<em>免・個・旅・在</em>")}
    ${["受付", "印鑑照合", "検印", "事務センター"].map((label, at) => box(80 + at * 210, 1170, 210, 150, `<i>${label}</i>`)).join("")}
    <span style="left:790px;top:1345px;font-size:14px">様式 OTP-${formKinds.indexOf(kind) + 1}</span>`;
}

const style = `
  ${fontRules()}
  * { margin: 0; box-sizing: border-box; }
  body { width: ${paper.width}px; height: ${paper.height}px; background: #fff; color: #000; position: relative;
    font: 500 19px/1.35 "${family}"; }
  h1 { position: absolute; top: 44px; width: 100%; text-align: center; font-size: 31px; letter-spacing: 3px; }
  span, p { position: absolute; white-space: nowrap; left: 80px; }
  p { font-size: 16px; line-height: 1.8; }
  .box { position: absolute; border: 2px solid #000; }
  b { position: absolute; inset: 0; display: grid; place-items: center; font-weight: 500; text-align: center; line-height: 1.2; }
  i { position: absolute; top: 6px; left: 10px; font-style: normal; font-size: 15px; }
  em { position: absolute; inset: 0; display: grid; place-items: center; font-style: normal; letter-spacing: 4px; }
  .glyph { position: absolute; width: ${glyphSize}px; height: ${glyphSize}px; display: grid; place-items: center;
    font-size: ${glyphSize - 4}px; font-weight: 340; line-height: 1; transform: skewX(-7deg); }`;

/** What the page shows as a picture in four colours, dark pixels in the colour given. */
async function photograph(page: Page, body: string, size: { width: number; height: number; colour: number }) {
  await page.setViewportSize({ width: size.width, height: size.height });
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>${style}</style><body>${body}</body>`);
  await page.evaluate(() => document.fonts.ready);
  const shot = (await page.screenshot()).toString("base64");
  const packed = await page.evaluate(
    async ({ shot, width, height, colour }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${shot}`;
      await image.decode();
      const context = new OffscreenCanvas(width, height).getContext("2d");
      if (!context) throw new Error("no canvas");
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      const row = Math.ceil(width / 4);
      const bytes = new Array<number>(row * height).fill(0);
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          if ((data[(y * width + x) * 4] ?? 255) > 150) continue;
          const at = y * row + (x >> 2);
          bytes[at] = (bytes[at] ?? 0) | (colour << (6 - 2 * (x & 3)));
        }
      }
      return bytes;
    },
    { shot, ...size },
  );
  return encodePng({ width: size.width, height: size.height, pixels: Buffer.from(packed) });
}

const browser = await chromium.launch({ executablePath: process.argv[2] ?? "", args: ["--no-sandbox"] });
try {
  const page = await browser.newPage();
  for (const kind of formKinds) {
    writeFileSync(
      join(here, `${kind}.png`),
      await photograph(page, emptyForm(kind), { ...paper, colour: 1 }),
    );
  }
  const cells = characters.map((character, at) => {
    const [x, y] = [(at % across) * glyphSize, Math.floor(at / across) * glyphSize];
    return `<div class="glyph" style="left:${x}px;top:${y}px">${character}</div>`;
  });
  const height = Math.ceil(characters.length / across) * glyphSize;
  const atlas = { width: across * glyphSize, height, colour: 2 };
  writeFileSync(join(here, "glyphs.png"), await photograph(page, cells.join(""), atlas));
  writeFileSync(join(here, "glyphs.txt"), characters.join(""));
} finally {
  await browser.close();
}
