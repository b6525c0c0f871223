import { fileTypeFromBuffer } from "file-type";
import { failField } from "../errors.ts";

const maxBytes = 10 * 1024 * 1024;
export const scanTypes = ["application/pdf", "image/jpeg", "image/png"] as const;

/** What a scan is: its content tells, not its name. Fails with `invalid` for what is none, or too large. */
export async function scanType(bytes: Buffer): Promise<(typeof scanTypes)[number]> {
  if (bytes.length === 0) failField("scan", "scan.missing");
  if (bytes.length > maxBytes) failField("scan", "scan.size");
  const found = await fileTypeFromBuffer(bytes);
  return scanTypes.find((type) => type === found?.mime) ?? failField("scan", "scan.type");
}
