import { readKey } from "./pskc-key.ts";
import { type Protection, presharedKey, readEncryptionKey, readMacMethod } from "./pskc-protection.ts";
import { attributeOf, childOf, readContainer, textOf, type XmlElement } from "./pskc-xml.ts";
import type { FileRow, FileSecrets, TokenFileFormat } from "./read.ts";
import { fileRow } from "./row.ts";

/** Reads a KeyContainer of RFC 6030. A signature (§7) is not verified: the desk has no maker's certificate. */
export async function* readPskc(
  texts: AsyncIterable<string>,
  secrets: FileSecrets,
  onFormat: (format: TokenFileFormat) => void,
): AsyncGenerator<FileRow> {
  let protection: Protection = presharedKey(secrets);
  let row = 0;
  let told = false;
  for await (const elements of readContainer(texts)) {
    for (const element of elements) {
      if (!told) onFormat("pskc");
      told = true;
      if (element.name === "EncryptionKey") protection = { key: await readEncryptionKey(element, secrets) };
      if (element.name === "MACMethod")
        protection = { ...protection, mac: readMacMethod(element, protection) };
      if (element.name !== "KeyPackage") continue;
      for (const key of keysOf(element)) yield keyRow(++row, element, key, protection);
    }
  }
}

/** A package has one key (§4.3); any further one becomes a row that repeats its serial, and none at all a row too. */
function keysOf(element: XmlElement): (XmlElement | undefined)[] {
  const keys = element.children.filter(({ name }) => name === "Key");
  return keys.length > 0 ? keys : [undefined];
}

function keyRow(
  row: number,
  element: XmlElement,
  key: XmlElement | undefined,
  protection: Protection,
): FileRow {
  const device = childOf(element, "DeviceInfo");
  // Files for tokens without a device, such as the RFC's first, name the key alone.
  const serial = textOf(childOf(device, "SerialNo")) ?? attributeOf(key, "Id");
  return fileRow(row, serial, () => readKey(device, key, protection));
}
