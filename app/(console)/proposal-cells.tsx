import { getFormat, getT } from "#app/_lib/language.ts";

/** Who asked or decided, and when below the name. */
export async function ByWhom({ name, at }: { name: string; at: Date | null }) {
  const format = await getFormat();
  return (
    <span className="block">
      {name}
      {at && <span className="block text-ink-soft">{format.dateTime(at)}</span>}
    </span>
  );
}

/** Why something was asked for, and below it why it was turned down. */
export async function Why({ reason, note }: { reason: React.ReactNode; note: string | null }) {
  const t = await getT("proposals");
  return (
    <>
      <p>{reason}</p>
      {note && <p className="text-ink-soft">{t("noteLine", { note })}</p>}
    </>
  );
}
