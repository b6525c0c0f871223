import { getFormat, getT } from "#app/_lib/language.ts";
import { Notice } from "#components/notice.tsx";
import type { verifyLoginEvents } from "#core/logins/verify-events.ts";

type Props = { verdict: Awaited<ReturnType<typeof verifyLoginEvents>>; now: Date };

/** Long enough for a sealing that was put off a few times. */
const lateAfterMs = 5 * 60_000;

/** What verifying the seals came to: the first block that is wrong, or that all is well and what waits. */
export async function Verdict({ verdict: { blocks, events, newest, fault, waiting }, now }: Props) {
  const t = await getT("logins");
  const format = await getFormat();
  if (fault) {
    return (
      <Box tone="danger" title={t(`fault.${fault.why}`, { number: fault.number })}>
        {blocks > 0 && <p>{t("faultText", { blocks, events })}</p>}
        <p>{t("faultNext")}</p>
      </Box>
    );
  }
  const late = waiting.oldest !== null && now.getTime() - waiting.oldest.getTime() > lateAfterMs;
  return (
    <Box
      tone={late ? "warning" : "success"}
      title={newest ? t("sound", { blocks, events }) : t("noneSealed")}
    >
      {newest && (
        <p>
          {t("soundUntil", { until: format.second(newest.sealedAt) })}{" "}
          <a className="code break-all" href={`/login-events?verify=${newest.hash}`}>
            {newest.hash}
          </a>
        </p>
      )}
      {waiting.oldest && (
        <p>{t("waiting", { events: waiting.events, oldest: format.second(waiting.oldest) })}</p>
      )}
      {late && <p>{t("late")}</p>}
    </Box>
  );
}

function Box(props: React.ComponentProps<typeof Notice>) {
  return (
    <div className="mb-3">
      <Notice {...props} announce />
    </div>
  );
}
