import { getT } from "#app/_lib/language.ts";
import { forReport } from "#app/_lib/request.ts";
import { staffContext } from "#app/_lib/session.ts";
import { conditionsOf } from "#app/(console)/fees/conditions.ts";
import { ages, figures } from "#app/(console)/fees/figures.ts";
import { feeReport } from "#core/fees/report.ts";

/** The report that an address asks for as the rows of a file: what the page shows, and how long it has been unpaid. */
export async function reportFile(address: URL) {
  const conditions = conditionsOf(Object.fromEntries(address.searchParams));
  const report = await feeReport(forReport(await staffContext()), conditions);
  const t = await getT("fees");
  const forms = await getT("forms");
  const { from, until } = report.period;
  const columns = [...figures.map(({ name }) => name), ...ages];
  return {
    name: `fees-${from}-${until}`,
    period: { from, until },
    header: [
      t("field.from"),
      t("field.until"),
      t("field.branchCode"),
      t("field.branch"),
      t("field.kind"),
      t("field.reason"),
      ...columns.map((name) => t(`figure.${name}`)),
    ],
    rows: report.rows.map((row) => ({
      words: [
        row.branch_code,
        row.branch_name,
        forms(`kind.${row.kind}`),
        row.reason === null ? "" : forms(`reason.${row.reason}`),
      ],
      numbers: columns.map((name) => row[name]),
    })),
  };
}
