import { getFormat, getT } from "#app/_lib/language.ts";
import { oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { conditionsOf } from "#app/(console)/fees/conditions.ts";
import { Chip } from "#components/chip.tsx";
import type { FileColumn } from "#components/data-table.tsx";
import { feeTones } from "#components/tone.ts";
import type { listOfFees } from "#core/fees/list.ts";
import { type FeeShare, feeShares } from "#core/fees/rules.ts";

type Row = Awaited<ReturnType<typeof listOfFees>>["rows"][number];

/** What an address asks of the fees behind a figure: as its conditions say it, and as the query takes it. */
export function askedFees(params: SearchParams) {
  const conditions = conditionsOf(params);
  const share = feeShares.find((one) => one === oneParam(params, "share")) ?? "assessed";
  return {
    conditions,
    share,
    filter: { ...conditions, share: share === "assessed" ? undefined : share },
    input: { ...conditions, share, sort: oneParam(params, "sort") },
  };
}

/** The columns of the fees behind a figure, on their page and in their file; sorted by when its share was entered. */
export async function feeColumns(share: FeeShare): Promise<readonly FileColumn<Row>[]> {
  const t = await getT("fees");
  const forms = await getT("forms");
  const orders = await getT("orders");
  const contracts = await getT("contracts");
  const { dateTime, yen } = await getFormat();
  const open = share === "due" || share === "credit";
  const assessedAt = t("field.assessedAt");
  return [
    { key: "order", header: orders("field.orderNumber"), text: (row) => row.order_number },
    {
      key: "at",
      header: open ? assessedAt : t("list.at"),
      text: (row) => dateTime(row.at),
    },
    {
      key: "state",
      header: t("field.stateThen"),
      text: (row) => t(`state.${row.state}`),
      cell: (row) => <Chip tone={feeTones[row.state]}>{t(`state.${row.state}`)}</Chip>,
    },
    {
      key: "share",
      header: t(`list.of.${share}`),
      align: "end",
      text: (row) => row.share_yen,
      cell: (row) => yen(row.share_yen),
    },
    {
      key: "gross",
      header: t("field.grossYen"),
      align: "end",
      text: (row) => row.gross_yen,
      cell: (row) => yen(row.gross_yen),
    },
    {
      key: "kind",
      header: t("field.kind"),
      text: (row) =>
        [forms(`kind.${row.kind}`), row.reason && forms(`reason.${row.reason}`)].filter(Boolean).join(" "),
    },
    { key: "contractor", header: contracts("field.contractorId"), text: (row) => row.contractor_id },
    { key: "kana", header: contracts("field.kana"), text: (row) => row.kana },
    { key: "branch", header: t("field.branchCode"), text: (row) => row.branch_code },
    ...(open
      ? []
      : [{ key: "assessedAt", header: assessedAt, text: (row: Row) => dateTime(row.assessed_at) }]),
  ];
}
