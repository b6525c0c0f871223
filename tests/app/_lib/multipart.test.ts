import { describe, expect, test } from "vitest";
import { readUpload } from "#app/_lib/multipart.ts";

const boundary = "----test";
const headers = new Headers({ "content-type": `multipart/form-data; boundary=${boundary}` });
const field = (name: string, value: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const fileHead = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="シード.csv"\r\nContent-Type: text/csv\r\n\r\n`;
const end = `\r\n--${boundary}--\r\n`;

/** A body that is made as it is asked for; `cut` ends it with an error. */
function bodyOf(parts: Iterable<string | Uint8Array>, cut = false) {
  const all = parts[Symbol.iterator]();
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const { value, done } = all.next();
      if (!done) controller.enqueue(new Uint8Array(Buffer.from(value)));
      else if (cut) controller.error(new Error("gone"));
      else controller.close();
    },
  });
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

describe("a form post with a file", () => {
  test("gives the fields before the file, then the file's bytes as they are", async () => {
    const body = bodyOf([
      field("batch", "令和8年11月"),
      fileHead,
      "a,b\r\n",
      Buffer.from([0, 255, 13, 10]),
      end,
    ]);
    const upload = readUpload({ headers, body }, "file");
    const { fileName, chunks } = await upload.opened;
    expect(fileName).toBe("シード.csv");
    expect(upload.fields).toEqual({ batch: "令和8年11月" });
    expect(await bytesOf(chunks)).toEqual(
      Buffer.concat([Buffer.from("a,b\r\n"), Buffer.from([0, 255, 13, 10])]),
    );
  });

  test("is not held in memory: what nobody reads is not asked for", async () => {
    let made = 0;
    function* large() {
      yield fileHead;
      for (; made < 1_000; made++) yield Buffer.alloc(65_536, "x");
      yield end;
    }
    const { chunks } = await readUpload({ headers, body: bodyOf(large()) }, "file").opened;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(made).toBeLessThan(50);
    expect((await bytesOf(chunks)).length).toBe(65_536_000);
  });

  test("without the file opens an empty one", async () => {
    const { fileName, chunks } = await readUpload(
      { headers, body: bodyOf([field("batch", "x"), end]) },
      "file",
    ).opened;
    expect(fileName).toBe("");
    expect(await bytesOf(chunks)).toEqual(Buffer.alloc(0));
  });

  test("that is cut off amid the file fails, also for whoever reads it", async () => {
    const upload = readUpload({ headers, body: bodyOf([fileHead, "half"], true) }, "file");
    await expect(upload.opened.then(({ chunks }) => bytesOf(chunks))).rejects.toThrow("gone");
  });

  test("that ends without its last boundary fails", async () => {
    const { chunks } = await readUpload({ headers, body: bodyOf([fileHead, "half"]) }, "file").opened;
    await expect(bytesOf(chunks)).rejects.toThrow();
  });

  test("that is no form fails", async () => {
    const json = new Headers({ "content-type": "application/json" });
    await expect(readUpload({ headers: json, body: bodyOf(["{}"]) }, "file").opened).rejects.toThrow();
  });
});
