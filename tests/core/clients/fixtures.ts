import { approveClientChange } from "#core/clients/decide-change.ts";
import { issueKey } from "#core/clients/issue-key.ts";
import { readClient } from "#core/clients/read.ts";
import { registerClient } from "#core/clients/register.ts";
import type { ClientScope } from "#core/clients/rules.ts";
import { japanDay } from "#core/clock.ts";
import type { World } from "#tests/support/world.ts";

export const reason = "試験";

let number = 0;

/** What two administrators do to another system, one asking and one agreeing. */
export function clientDesk(world: World) {
  const first = () => world.as("administrator");
  const second = () => world.as("administrator", { person: 2 });
  const read = (clientId: string) => readClient(first(), { clientId });
  const waiting = async (clientId: string) => (await read(clientId)).proposed?.id ?? "";
  const approve = async (clientId: string) =>
    approveClientChange(second(), { clientChangeId: await waiting(clientId) });
  const register = async (scopes: readonly ClientScope[], given: object = {}) =>
    registerClient(first(), { name: `system ${++number}`, scopes, callsPerMinute: "", reason, ...given });
  return {
    first,
    second,
    read,
    waiting,
    approve,
    register,
    /** One that may call. */
    async approved(scopes: readonly ClientScope[] = ["status:read"]) {
      const { clientId } = await register(scopes);
      await approve(clientId);
      return clientId;
    },
    issue: (clientId: string, lastDay = japanDay(new Date(world.now.getTime() + 90 * 86_400_000))) =>
      issueKey(first(), { clientId, reason, lastDay }),
  };
}
