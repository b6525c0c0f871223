import { createApi } from "#api/app.ts";
import { systemDeps } from "#api/deps.ts";

const api = createApi(systemDeps((c) => c.req.header("x-client-address") ?? "unknown"));

/** Next's own request cannot be copied, as the API does to count a body: so it is given a plain one. */
const handle = ({ url, method, headers, body }: Request) =>
  api.fetch(new Request(url, { method, headers, body, ...(body && { duplex: "half" }) }));

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
