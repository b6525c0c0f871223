import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";
import { ownClients } from "#core/logins/rules.ts";

type Client = { clientKey: string; clientName: string | null };

/** Who asked for a login check: an API client by its name, or one of our own pages. */
export function clientWords(language: Language, { clientKey, clientName }: Client): string {
  const own = ownClients.find((key) => key === clientKey);
  return own ? translate(language, "logins")(`client.${own}`) : (clientName ?? clientKey);
}
