import { type IncomingHttpHeaders, request as plain } from "node:http";
import { request as overTls } from "node:https";

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string };
export type Asked = {
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: readonly (string | Buffer)[];
  /** The address of this machine to call from. */
  from?: string;
};

/** One request on a connection of its own, its path sent as written (fetch would tidy it), redirects not followed. */
export function ask(origin: string, path: string, given: Asked = {}): Promise<Answer> {
  const { method = "GET", headers = {}, body = [], from } = given;
  const { protocol, hostname, port } = new URL(origin);
  const request = protocol === "https:" ? overTls : plain;
  return new Promise<Answer>((resolve, reject) => {
    const tls = { rejectUnauthorized: false };
    const options = { hostname, port, path, method, headers: { ...headers }, agent: false, ...tls };
    const sent = request({ ...options, ...(from && { hostname: "127.0.0.1", localAddress: from }) });
    sent.once("error", reject);
    sent.once("response", async (response) => {
      try {
        let text = "";
        for await (const chunk of response.setEncoding("utf8")) text += chunk;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      } catch (error) {
        reject(error);
      }
    });
    for (const part of body) sent.write(part);
    sent.end();
  });
}
