import { getT } from "#app/_lib/language.ts";
import { Chip } from "#components/chip.tsx";
import type { OrderClock } from "#core/orders/rules.ts";

const tones = { late: "danger", soon_late: "warning", in_time: "neutral" } as const;

/** Late and soon-late orders stand out; where the clock has stopped there is nothing to say. */
export async function ClockChip({ clock }: { clock: OrderClock }) {
  if (clock === "stopped") return null;
  const t = await getT("orders");
  return <Chip tone={tones[clock]}>{t(`clock.${clock}`)}</Chip>;
}
