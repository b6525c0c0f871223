import { z } from "zod";
import { japanDay } from "../clock.ts";
import { readDay } from "../day.ts";

const typed = z.string("required").trim().default("");

/** What is said of a token of which the file says nothing. */
const unknown = "-";
const nameInput = typed.pipe(z.string().max(100, "tooLong")).transform((text) => text || unknown);

/** A key of 16, 24 or 32 bytes in hex; undefined where none is given. */
const keyInput = typed.transform((text, context) => {
  const hex = text.replaceAll(/[\s:]/g, "");
  if (hex === "") return undefined;
  if (/^(?:[0-9a-f]{32}|[0-9a-f]{48}|[0-9a-f]{64})$/i.test(hex)) return hex.toLowerCase();
  context.issues.push({ code: "custom", input: text, message: "tokenImport.fileKey" });
  return z.NEVER;
});

/** A day to come, as YYYY-MM-DD; undefined where none is given. */
const expiryInput = typed.transform((text, context) => {
  if (text === "") return undefined;
  const day = readDay(text);
  if (day !== undefined) return day;
  context.issues.push({ code: "custom", input: text, message: "tokenImport.expiresOn" });
  return z.NEVER;
});

/** What is said of a file when it is uploaded; each part but its name may be left empty. */
export const uploadInput = z.object({
  fileName: typed.pipe(z.string().min(1, "tokenImport.missing").max(200, "tooLong")),
  batch: typed.pipe(z.string().max(60, "tooLong")),
  manufacturer: nameInput,
  model: nameInput,
  expiresOn: expiryInput,
  fileKey: keyInput,
  filePassword: z.string("required").max(256, "tooLong").default(""),
});

/** What opens a file, as it is sealed with its import. */
export const fileSecrets = z.object({ key: z.string().optional(), password: z.string().optional() });

/** Five years from now, what a token's battery lasts: YYYY-MM-DD in Japan. */
export function usualExpiry(now: Date): string {
  const [year, rest] = [japanDay(now).slice(0, 4), japanDay(now).slice(4)];
  return `${Number(year) + 5}${rest === "-02-29" ? "-02-28" : rest}`;
}

/** A batch that nobody named is called like its file. */
export function batchOf(fileName: string): string {
  return fileName.replace(/\.[^.]{1,8}$/, "").slice(0, 60) || fileName.slice(0, 60);
}
