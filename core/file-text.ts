import { decodeText } from "./token-files/decode.ts";

/** The text of a file as people save it, UTF-8 or CP932. Fails with `invalid` under `file`. */
export async function fileText(bytes: Uint8Array): Promise<string> {
  let text = "";
  for await (const part of decodeText(once(bytes))) text += part;
  return text.replace(/^\uFEFF/, "");
}

/** One thing as what comes in pieces. */
export async function* once<T>(value: T): AsyncGenerator<T> {
  yield value;
}
