import { getT } from "#app/_lib/language.ts";
import { CellsField } from "#components/cells-field.tsx";
import type { CellNames } from "#core/logins/rules.ts";

/** The card's grid and the two numbers asked of it. */
export async function CardCells({ asked }: { asked: CellNames }) {
  const t = await getT("customer");
  return (
    <CellsField
      asked={asked}
      support={t("start.cardText")}
      caption={t("start.cardCaption")}
      empty={t("start.cellEmpty")}
      cellLabels={[
        t("start.cardCell", { at: "1", cell: asked[0] }),
        t("start.cardCell", { at: "2", cell: asked[1] }),
      ]}
    />
  );
}
