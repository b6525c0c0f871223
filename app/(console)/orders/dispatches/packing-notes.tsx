import { getT } from "#app/_lib/language.ts";
import { Chip } from "#components/chip.tsx";
import type { ShownOrder } from "#core/dispatches/read.ts";

/** What to look at before an order goes out. */
export async function PackingNotes({ order }: { order: ShownOrder }) {
  const t = await getT("dispatches");
  return (
    <span className="flex flex-wrap gap-1.5">
      {order.addressChanged && <Chip tone="warning">{t("addressChanged")}</Chip>}
      {order.unwritable.length > 0 && (
        <Chip tone="warning">{t("unwritable", { characters: order.unwritable.join(" ") })}</Chip>
      )}
      {order.tooLong && <Chip tone="warning">{t("tooLong")}</Chip>}
      {order.lostTimes > 1 && <Chip tone="warning">{t("lostTimes", { count: order.lostTimes })}</Chip>}
      {order.state === "returned" && <Chip tone="info">{t("again")}</Chip>}
    </span>
  );
}
