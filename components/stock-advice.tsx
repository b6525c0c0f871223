import { Chip } from "#components/chip.tsx";
import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";

type Props = { language: Language; low: boolean; reorderPoint: number | null };

/** What a model's stock asks for: to be ordered, or nothing. */
export function StockAdvice({ language, low, reorderPoint }: Props) {
  const t = translate(language, "stock");
  if (reorderPoint === null) return <Chip>{t("advice.unused")}</Chip>;
  return low ? (
    <Chip tone="warning">{t("advice.low")}</Chip>
  ) : (
    <Chip tone="success">{t("advice.enough")}</Chip>
  );
}
