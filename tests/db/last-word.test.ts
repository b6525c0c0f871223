import { expect, test } from "vitest";
import { lastWordOf } from "#db/last-word.ts";

function message(type: string, body: string): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(Buffer.byteLength(body) + 4, 1);
  return Buffer.concat([head, Buffer.from(body)]);
}
const error = (...fields: string[]) => message("E", `${fields.join("\0")}\0\0`);
const bound = message("2", "");

test.each([
  ["a refusal", [error("SFATAL", "VFATAL", "C57P03", "Min recovery")], "57P03"],
  ["an end amid an answer", [bound, error("S致命的", "VFATAL", "C57P01", "Mterminating")], "57P01"],
  ["a panic", [error("SPANIC", "VPANIC", "C58030", "Mdisk")], "58030"],
  ["PgBouncer's, which has no V", [error("SFATAL", "C08P01", "Mno more connections")], "08P01"],
  ["the error of a statement", [bound, error("SERROR", "VERROR", "C23505", "Mtwice")], undefined],
  ["a row that ends with zeros", [message("D", "\0\x01\0\0\0\x02\0\0")], undefined],
  ["an answer", [bound, message("Z", "I")], undefined],
  ["nothing", [], undefined],
])("the last word of %s", (_, messages, code) => {
  expect(lastWordOf(Buffer.concat(messages))?.code).toBe(code);
});
