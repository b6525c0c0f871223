import "server-only";
import { unstable_rethrow } from "next/navigation";
import { knownFailure } from "#app/_lib/action.ts";
import { getFailureWords } from "#app/_lib/language.ts";
import type { FailureCode } from "#core/errors.ts";

const statusOf: Record<FailureCode, number> = {
  invalid: 400,
  forbidden: 403,
  confirm: 403,
  not_found: 404,
  conflict: 409,
  locked: 423,
  throttled: 429,
  unavailable: 503,
};

type File = {
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  mediaType: string;
  disposition: string;
};

/** Answers with a file, or with the failure in the user's words. */
export async function fileResponse(work: () => Promise<File>): Promise<Response> {
  try {
    const { body, mediaType, disposition } = await work();
    return new Response(body, { headers: { "Content-Type": mediaType, "Content-Disposition": disposition } });
  } catch (error) {
    unstable_rethrow(error);
    const failure = knownFailure(error);
    const words = await getFailureWords(failure);
    const text = [words.text, ...Object.values(words.fields)].join("\n");
    return new Response(text, {
      status: statusOf[failure.code],
      headers: { "Content-Type": "text/plain; charset=utf-8" },
    });
  }
}
