import { getT } from "#app/_lib/language.ts";
import { Section } from "#components/page-head.tsx";
import { type ClientScope, clientScopes } from "#core/clients/rules.ts";
import { env } from "#env.ts";

/** A call for each scope that changes nothing, nor tells anything of a customer. */
const harmless: Record<ClientScope, string> = {
  "status:read": "/contracts/00000000000/status",
  "login:check": "/otp-checks --json '{}'",
  "tokens:resync": "/resyncs --json '{}'",
  "metrics:read": "/metrics",
};

/**
 * How to try a key with curl, by the first of the client's scopes. `printf` is the shell's own, so that the key comes
 * into no list of processes.
 */
export async function TryKey({ scopes }: { scopes: readonly string[] }) {
  const scope = clientScopes.find((one) => scopes.includes(one));
  if (!scope) return null;
  const t = await getT("clients");
  const api = `${env().PUBLIC_URL}/api/v1`;
  const command = [
    "read -rs KEY",
    `printf 'Authorization: Bearer %s' "$KEY" | curl --include --header @- ${api}${harmless[scope]}`,
  ].join("\n");
  return (
    <Section title={t("section.try")} actions={<a href="/api/v1/docs">{t("tryDocs")}</a>}>
      <p>{t("tryText")}</p>
      <pre className="code my-3 select-all whitespace-pre-wrap break-all rounded-6 bg-surface-sunken p-3 text-[0.8125rem]">
        {command}
      </pre>
      <p className="text-ink-soft">{`${t(`tryResult.${scope}`)} ${t("tryRefused")}`}</p>
    </Section>
  );
}
