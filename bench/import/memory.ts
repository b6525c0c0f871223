import { readFileSync, writeFileSync } from "node:fs";

/** The most memory that a process has held (VmHWM), in MB; 0 before and after it. */
export function peakOf(pid: number | undefined): number {
  try {
    const [, kilobytes = "0"] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return 0;
  }
}

/** Has what a process held before no longer count (proc(5), clear_refs). */
export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
}

/** The process that a bootstrap started, once it is there. */
export function startedBy(bootstrap: number | undefined): number | undefined {
  try {
    const children = readFileSync(`/proc/${bootstrap}/task/${bootstrap}/children`, "utf8");
    return Number(children.trim()) || undefined;
  } catch {
    return undefined;
  }
}
