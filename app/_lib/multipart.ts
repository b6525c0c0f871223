import { pipeline, Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import Busboy, { type BusboyHeaders } from "@fastify/busboy";

type Fields = Record<string, string>;

export type Upload = {
  /** Kept when the file begins, with the fields before it, or at the end of a post without one. */
  readonly opened: Promise<{ fileName: string; chunks: AsyncIterable<Uint8Array> }>;
  /** Grow while the post is read. */
  readonly fields: Fields;
  /** Lets the rest go by: a browser hears no answer before it has sent all. */
  ignore(): void;
};

/** Reads a form post with one file as it comes, without ever holding the file. A broken post fails in `chunks` too. */
export function readUpload(request: Pick<Request, "headers" | "body">, name: string): Upload {
  const fields: Fields = {};
  let file: Readable | undefined;
  const opened = new Promise<Awaited<Upload["opened"]>>((resolve, reject) => {
    const parser = Busboy({
      headers: Object.fromEntries(request.headers) as BusboyHeaders,
      limits: { fields: 20, fieldSize: 1_000, files: 1 },
    });
    parser.on("field", (field, value) => {
      fields[field] = value;
    });
    parser.on("file", (field, stream, fileName) => {
      if (field !== name) return void stream.resume();
      file = stream;
      resolve({ fileName, chunks: stream });
    });
    parser.on("finish", () => resolve({ fileName: "", chunks: Readable.from([]) }));
    const body = request.body ? Readable.fromWeb(request.body as WebStream<Uint8Array>) : Readable.from([]);
    pipeline(body, parser, (error) => {
      if (!error) return;
      reject(error);
      file?.destroy(error);
    });
  });
  return { opened, fields, ignore: () => void file?.resume() };
}
