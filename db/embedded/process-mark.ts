import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** A process and the moment it began, for its number alone is given out again. */
export type ProcessMark = { readonly pid: number; readonly began: string };

/** The mark of a process; undefined if none has that number. */
export function markProcess(pid: number): ProcessMark | undefined {
  const began = beganAt(pid);
  return began === undefined ? undefined : { pid, began };
}

/** Whether the marked process is still the one alive under that number. */
export function sameProcess(mark: ProcessMark): boolean {
  return beganAt(mark.pid) === mark.began;
}

/** The command line of a process, parts joined by spaces; empty if there is none. */
export function commandOf(pid: number): string {
  try {
    if (existsSync("/proc/self"))
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

/** The processes whose command line contains `text`; none where there is no /proc to read. */
export function processesWith(text: string): number[] {
  if (!existsSync("/proc/self")) return [];
  const numbers = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return numbers.map(Number).filter((pid) => pid !== process.pid && commandOf(pid).includes(text));
}

/** A dead process that its parent has not yet read still has a number: state Z, and it counts as gone. */
function beganAt(pid: number): string | undefined {
  try {
    if (existsSync("/proc/self")) {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z" ? undefined : fields[19];
    }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}
