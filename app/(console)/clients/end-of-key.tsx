import { getFormat, getT } from "#app/_lib/language.ts";
import { Chip } from "#components/chip.tsx";

const dayMs = 24 * 60 * 60_000;

/** When a key ends; one that ends soon stands out, with the days that are left. */
export async function EndOfKey({ at, soon, now }: { at: Date; soon: boolean; now: Date }) {
  const t = await getT("clients");
  const format = await getFormat();
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {format.dateTime(at)}
      {soon && (
        <Chip tone="warning">
          {t("soon", { days: Math.max(0, Math.floor((at.getTime() - now.getTime()) / dayMs)) })}
        </Chip>
      )}
    </span>
  );
}
