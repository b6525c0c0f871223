import { constants } from "node:fs";
import { mkdir, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Which chain an anchor holds: the audit's rows, or the blocks of the login events. */
export type AnchoredChain = "audit" | "login-events";

/** A chain's newest number and hash, as they were at a time, kept where the database cannot reach. */
export type Anchor = { at: Date; chain: AnchoredChain; number: number; hash: string };

const line = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (audit|login-events) (\d{1,15}) ([0-9a-f]{64})$/;

/** The anchors of one chain in a file, oldest first, and how many lines are none. Without a file there are none. */
export async function readAnchors(
  path: string | undefined,
  chain: AnchoredChain,
): Promise<{ anchors: Anchor[]; unread: number }> {
  if (path === undefined) return { anchors: [], unread: 0 };
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const { anchors, unread } = parseAnchors(text);
  return { anchors: anchors.filter((anchor) => anchor.chain === chain), unread };
}

/** How much of the end of a file tells what was noted last. */
const tailBytes = 4_096;

/** The anchors at the end of a file, oldest first. */
export async function readLastAnchors(path: string): Promise<Anchor[]> {
  const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (!file) return [];
  try {
    const { size } = await file.stat();
    const tail = await file.read({
      buffer: Buffer.alloc(tailBytes),
      position: Math.max(0, size - tailBytes),
    });
    return parseAnchors(tail.buffer.toString("utf8", 0, tail.bytesRead)).anchors;
  } finally {
    await file.close();
  }
}

/** Adds anchors to the end of a file, and waits until they are on the disk. Whole lines, whoever else adds some. */
export async function appendAnchors(path: string, anchors: readonly Anchor[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT, 0o640);
  try {
    const lines = anchors.map(
      ({ at, chain, number, hash }) => `${at.toISOString()} ${chain} ${number} ${hash}\n`,
    );
    await file.write(lines.join(""));
    await file.sync();
  } finally {
    await file.close();
  }
}

function parseAnchors(text: string): { anchors: Anchor[]; unread: number } {
  const lines = text.split("\n").filter(Boolean);
  const anchors = lines.flatMap((one) => {
    const [, at, chain, number, hash] = line.exec(one) ?? [];
    return at && chain && number && hash
      ? [{ at: new Date(at), chain: chain as AnchoredChain, number: Number(number), hash }]
      : [];
  });
  return { anchors, unread: lines.length - anchors.length };
}
