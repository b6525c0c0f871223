import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { ButtonLink } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { formatSigned } from "#components/words/format.ts";
import type { readResync } from "#core/logins/read-resync.ts";

type Found = Awaited<ReturnType<typeof readResync>>;

/** What the resync found, what the customer may do now, and what to think of a clock that is far off. */
export async function Resynced({
  contractId,
  token,
}: {
  contractId: string;
  token: NonNullable<Found["token"]>;
}) {
  const t = await getT("resync");
  const format = await getFormat();
  const far = Math.abs(token.driftSteps) > token.driftTotalLimit;
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="success" announce title={t("done.title")}>
        <p>{await driftText(token)}</p>
        <p>{t("done.next")}</p>
      </Notice>
      {far && (
        <Notice tone="warning" title={t("done.largeTitle")}>
          {t("done.large", { date: format.date(token.expiresOn) })}
        </Notice>
      )}
      <p>
        <ButtonLink href={`/contracts/${contractId}`} look="primary">
          {t("back")}
        </ButtonLink>
      </p>
    </div>
  );
}

async function driftText({ kind, driftSteps, stepSeconds }: NonNullable<Found["token"]>): Promise<string> {
  const t = await getT("resync");
  if (kind === "hotp") return t("done.counter");
  if (driftSteps === 0) return t("done.exact");
  const seconds = Math.abs(driftSteps) * stepSeconds;
  return t("done.drift", {
    steps: formatSigned(await getLanguage(), driftSteps),
    time:
      seconds < 180
        ? t("done.seconds", { count: seconds })
        : t("done.minutes", { count: Math.round(seconds / 60) }),
    way: t(driftSteps > 0 ? "done.ahead" : "done.behind"),
  });
}

type Refusal = { contract: Found["contract"]; why: "none" | "inactive" | "locked"; mayKey: boolean };

/** Why there is nothing to resync now, and what leads there. */
export async function Refused({ contract, why, mayKey }: Refusal) {
  const t = await getT("resync");
  const page = `/contracts/${contract.id}`;
  if (why !== "locked") {
    return (
      <Notice tone="warning" announce title={t(why)} action={<a href={page}>{t("back")}</a>}>
        {t("stateText")}
      </Notice>
    );
  }
  const unlock = `/forms/new?contractorId=${contract.contractorId}&kind=unlock`;
  return (
    <Notice
      tone="danger"
      announce
      title={t("locked")}
      action={
        mayKey ? <ButtonLink href={unlock}>{t("lockedNext")}</ButtonLink> : <a href={page}>{t("back")}</a>
      }
    >
      <p>{t("lockedText")}</p>
      {!mayKey && <p>{t("lockedElsewhere")}</p>}
    </Notice>
  );
}
