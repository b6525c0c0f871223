import { crc32, deflateSync, inflateSync } from "node:zlib";

/** A picture in four colours, two bits a pixel, rows one after the other. */
export type Picture = { width: number; height: number; pixels: Buffer };

/** White paper, black print, blue ink, red seal. */
export const colours = { paper: 0, print: 1, ink: 2, seal: 3 } as const;
const palette = Buffer.from([255, 255, 255, 45, 45, 50, 35, 60, 140, 205, 45, 40]);
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Bytes of one row. */
export const stride = (width: number) => Math.ceil(width / 4);

/** Writes a palette PNG (ISO/IEC 15948), every row unfiltered. */
export function encodePng({ width, height, pixels }: Picture, level = 9): Buffer {
  const row = stride(width);
  const lines = Buffer.alloc((row + 1) * height);
  for (let y = 0; y < height; y++) pixels.copy(lines, y * (row + 1) + 1, y * row, (y + 1) * row);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([2, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("PLTE", palette),
    chunk("IDAT", deflateSync(lines, { level })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Reads a PNG that `encodePng` wrote, and no other. */
export function decodePng(png: Buffer): Picture {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const start = png.indexOf("IDAT");
  const lines = inflateSync(png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)));
  const row = stride(width);
  const pixels = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++) lines.copy(pixels, y * row, y * (row + 1) + 1, (y + 1) * (row + 1));
  return { width, height, pixels };
}

export function pixelAt({ width, pixels }: Picture, x: number, y: number): number {
  return ((pixels[y * stride(width) + (x >> 2)] ?? 0) >> (6 - 2 * (x & 3))) & 3;
}

export function setPixel({ width, height, pixels }: Picture, x: number, y: number, colour: number): void {
  if (x < 0 || y < 0 || x >= width || y >= height) return;
  const at = y * stride(width) + (x >> 2);
  const shift = 6 - 2 * (x & 3);
  pixels[at] = ((pixels[at] ?? 0) & ~(3 << shift)) | (colour << shift);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
