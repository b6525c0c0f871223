import { createServer, type Server } from "node:http";
import { watchConnections } from "#api/close.ts";
import { ScriptFailure } from "#scripts/failure.ts";

/** `localhost` is two addresses, and browsers try the second one first. */
function addressesOf(host: string): string[] {
  return host === "127.0.0.1" || host === "localhost" ? ["127.0.0.1", "::1"] : [host];
}

/** Fails with one line if somebody listens on the port already; asked before anything heavy begins. */
export async function checkPort(port: number, host: string, setting: string): Promise<void> {
  for (const server of await listen(port, host, setting, () => {})) server.close();
}

/** Opens the port on every address of the host; `prepare` gets each server before it accepts anything. */
export async function listen(
  port: number,
  host: string,
  setting: string,
  prepare: (server: Server) => void,
): Promise<Server[]> {
  const servers: Server[] = [];
  for (const address of addressesOf(host)) {
    // By itself Node refuses a request without Host before the edge sees it, and without its headers.
    const server = createServer({ requireHostHeader: false });
    watchConnections(server);
    prepare(server);
    const failure = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      server.once("error", resolve);
      server.listen(port, address, () => resolve(undefined));
    });
    if (!failure) servers.push(server);
    // A machine without IPv6 has no ::1; that is not a fault.
    else if (address !== "::1" || failure.code === "EADDRINUSE") {
      for (const opened of servers) opened.close();
      throw new ScriptFailure(explain(failure.code ?? failure.message, port, address, setting));
    }
  }
  return servers;
}

function explain(code: string, port: number, address: string, setting: string): string {
  if (code === "EADDRINUSE")
    return `Port ${port} is taken by another program: stop it, or set ${setting} to a free port`;
  if (code === "EACCES")
    return `Port ${port} needs rights that this user lacks: set ${setting} to 1024 or more`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `HOST ${address} is no address of this machine`;
  return `Cannot listen on ${address} port ${port} (${code}): check HOST and ${setting}`;
}
