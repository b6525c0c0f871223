import { createApi } from "#api/app.ts";
import { systemDeps } from "#api/deps.ts";

const api = createApi(systemDeps((c) => addressOf(c.req.header("x-forwarded-for"))));

/** Next tells no socket, but adds the peer as the last address; what stands before it, anybody may have written. */
function addressOf(forwarded: string | undefined): string {
  const last = forwarded?.split(",").at(-1)?.trim() ?? "";
  return /^[0-9a-fA-F.:]{2,45}$/.test(last) ? last : "unknown";
}

const handle = (request: Request) => api.fetch(request);

/** The API answers for every method, so that one it does not know is its 405 with Allow. */
export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
