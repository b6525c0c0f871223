import { statfsSync } from "node:fs";

/** The embedded database cannot run; the message is one line that says why and what to do. */
export class EmbeddedFailure extends Error {
  override readonly name = "EmbeddedFailure";
}

/** Names a full disk in words of our own, whoever reported it; undefined for any other cause. */
export function fullDisk(text: string, where: string): EmbeddedFailure | undefined {
  if (!/no space left on device|ENOSPC|disk quota exceeded|EDQUOT/i.test(text)) return undefined;
  return new EmbeddedFailure(`The disk that holds ${where} is full: free some space and start again`);
}

/** A full disk swallows the very line that would say so; then the file system itself is asked. */
export function explain(text: string, where: string): EmbeddedFailure | undefined {
  return fullDisk(text, where) ?? (isFull(where) ? fullDisk("ENOSPC", where) : undefined);
}

function isFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize < 1_000_000;
  } catch {
    return false;
  }
}
