import { getFormat, getT } from "#app/_lib/language.ts";
import { Notice } from "#components/notice.tsx";
import { type AuditVerdict, isAnchorLate } from "#core/audit/check.ts";

type Props = {
  verdict: AuditVerdict;
  now: Date;
  /** Where the rows after a number are looked at. */
  goOnHref: (after: number) => string;
};

/** What verifying the chain came to: the first row that is wrong, or that all is well and what the anchors say. */
export async function Verdict({ verdict, now, goOnHref }: Props) {
  const { rows, newest, fault, next, lookUps, anchors } = verdict;
  const t = await getT("audit");
  const format = await getFormat();
  const unread = anchors.unread > 0 && <p>{t("verdict.unread", { count: anchors.unread })}</p>;
  if (fault) {
    return (
      <Box tone="danger" title={t(`verdict.fault.${fault.why}`, { number: fault.number })}>
        {rows > 0 && <p>{t("verdict.faultText", { rows })}</p>}
        {unread}
        <p>{t("verdict.faultNext")}</p>
      </Box>
    );
  }
  if (lookUps?.fault) {
    return (
      <Box tone="danger" title={t("verdict.lookUps.wrong", { number: lookUps.fault.number })}>
        <p>{t("verdict.faultNext")}</p>
      </Box>
    );
  }
  const late = isAnchorLate(verdict, now);
  const held = anchors.newest;
  const calm = newest && !late && held && anchors.unread === 0;
  return (
    <Box
      tone={calm ? "success" : "warning"}
      title={newest ? t("verdict.sound", { rows, number: newest.number }) : t("verdict.empty")}
    >
      {newest && <p className="code break-all">{newest.hash}</p>}
      {next !== null ? (
        <p>
          {t("verdict.goOnText", { number: next })} <a href={goOnHref(next)}>{t("verdict.goOn")}</a>
        </p>
      ) : held ? (
        <p>
          {t("verdict.anchored", {
            count: anchors.held,
            at: format.second(held.at),
            number: held.number,
          })}
        </p>
      ) : (
        <p>{t("verdict.noAnchors")}</p>
      )}
      {lookUps && lookUps.rows > 0 && <p>{t("verdict.lookUps.sound", { rows: lookUps.rows })}</p>}
      {unread}
      {late && held && <p>{t("verdict.late")}</p>}
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
