import { getFormat, getT } from "#app/_lib/language.ts";
import { Chip } from "#components/chip.tsx";
import { addDays, japanDay, startOfJapanDay } from "#core/clock.ts";

const dayMs = 24 * 60 * 60_000;

/** When a key ends, by its last day where that is whole; one that ends soon stands out, with the days that are left. */
export async function EndOfKey({ at, soon, now }: { at: Date; soon: boolean; now: Date }) {
  const t = await getT("clients");
  const format = await getFormat();
  const day = japanDay(at);
  const whole = startOfJapanDay(day).getTime() === at.getTime();
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      {whole ? t("until", { day: format.shortDate(addDays(day, -1)) }) : format.second(at)}
      {soon && (
        <Chip tone="warning">
          {t("soon", { days: Math.max(0, Math.floor((at.getTime() - now.getTime()) / dayMs)) })}
        </Chip>
      )}
    </span>
  );
}
