import { getFormat, getT } from "#app/_lib/language.ts";
import { Refresh } from "#app/(console)/refresh.tsx";
import type { readLastRotation, readSealKeys } from "#core/keys/read.ts";

type Props = Pick<Awaited<ReturnType<typeof readSealKeys>>, "newest" | "done" | "total"> & {
  begun: Awaited<ReturnType<typeof readLastRotation>>;
  now: Date;
};

/** So long after its beginning a rotation may be under way. */
const underWayMs = 60 * 60_000;

/** How much the newest key has sealed of all that is sealed; looks again by itself while a rotation may be under way. */
export async function Progress({ newest, done, total, begun, now }: Props) {
  const t = await getT("sealKeys");
  const format = await getFormat();
  const percent = total > 0 ? Math.floor((done / total) * 100) : 100;
  const mayRun = begun && done < total && now.getTime() - begun.at.getTime() < underWayMs;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <progress aria-label={t("progress")} max={100} value={percent} className="h-3 w-80 max-w-full">
          {format.number(percent)}
        </progress>
        <span className="tabular">{t("progressLine", { done, total, percent, version: newest })}</span>
      </div>
      <p className="text-ink-soft">
        {begun
          ? t("begun", { at: format.dateTime(begun.at), who: begun.actorName })
          : t("notBegun", { version: newest })}{" "}
        {mayRun && t("leave")}
      </p>
      {mayRun && <Refresh />}
    </div>
  );
}
