import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { moveNoticesAction } from "#app/(console)/notices/actions.ts";
import { Button } from "#components/button.tsx";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Form } from "#components/form.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { noticeTones } from "#components/tone.ts";
import type { listOfNotices } from "#core/notices/list.ts";
import type { NoticeState } from "#core/notices/rules.ts";

type Row = Awaited<ReturnType<typeof listOfNotices>>["rows"][number];
type Props = { rows: readonly Row[]; state: NoticeState | undefined; mayHandle: boolean };

/** The list; of one state in which a person has something to do, with what may be done to the chosen ones. */
export async function NoticeForm({ rows, state, mayHandle }: Props) {
  const t = await getT("notices");
  const language = await getLanguage();
  const pending = (await getT("common"))("pending");
  const mayPrint = mayHandle && state === "to_print" && rows.length > 0;
  const mayMove = mayHandle && (state === "failed" || state === "waiting") && rows.length > 0;
  if (mayPrint)
    return (
      <form method="get" action="/notices/letters">
        <Rows rows={rows} box={(row) => row.moves.includes("print")} name="id" />
        <div className="mt-3">
          <Button type="submit" look="primary">
            {t("toLetters")}
          </Button>
        </div>
      </form>
    );
  if (mayMove)
    return (
      <Form action={moveNoticesAction} language={language} labels={{ noticeIds: t("choose") }}>
        <input type="hidden" name="state" value={state} />
        <Rows rows={rows} box={(row) => row.moves.length > 0} name="noticeIds" />
        <div className="flex gap-3">
          {state === "failed" && (
            <SubmitButton pending={pending} name="move" value="resend">
              {t("resend")}
            </SubmitButton>
          )}
          <SubmitButton pending={pending} look="secondary" name="move" value="to_letter">
            {t("toLetter")}
          </SubmitButton>
        </div>
      </Form>
    );
  return <Rows rows={rows} />;
}

/** The rows, with a box to choose those by for which `box` holds. */
async function Rows({
  rows,
  box,
  name,
}: {
  rows: readonly Row[];
  box?: (row: Row) => boolean;
  name?: string;
}) {
  const t = await getT("notices");
  const contracts = await getT("contracts");
  const format = await getFormat();
  const outcome = (row: Row) => {
    if (row.sentAt) return t("sentAt", { at: format.second(row.sentAt) });
    if (row.printedAt) return t("printedAt", { at: format.second(row.printedAt) });
    if (row.lastError) return t("error", { code: row.lastError, count: row.tries });
    return row.tries > 0 ? t("tries", { count: row.tries }) : "";
  };
  return (
    <DataTable
      language={await getLanguage()}
      caption={t("title")}
      short={box !== undefined}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
      columns={[
        {
          key: "event",
          header: t("field.event"),
          cell: (row) =>
            box?.(row) ? (
              <label className="flex min-h-11 items-center gap-2.5 pr-2 font-700">
                <input
                  type="checkbox"
                  name={name}
                  value={row.id}
                  defaultChecked
                  className="size-5 accent-accent"
                />
                {t(`event.${row.event}`)}
              </label>
            ) : (
              t(`event.${row.event}`)
            ),
        },
        {
          key: "state",
          header: t("field.state"),
          cell: (row) => <Chip tone={noticeTones[row.state]}>{t(`state.${row.state}`)}</Chip>,
        },
        { key: "at", header: t("field.createdAt"), cell: (row) => format.second(row.createdAt) },
        { key: "recipient", header: t("field.recipient"), cell: (row) => t(`recipient.${row.recipient}`) },
        {
          key: "contractor",
          header: contracts("field.contractorId"),
          cell: (row) => (
            <a data-row href={`/contracts/${row.contractId}`}>
              {row.contractorId}
            </a>
          ),
        },
        { key: "kana", header: contracts("field.kana"), cell: (row) => row.kana },
        { key: "branch", header: contracts("field.branch"), cell: (row) => row.branchCode },
        {
          key: "about",
          header: t("field.about"),
          cell: (row) => row.facts.formNumber ?? row.facts.orderNumber ?? "",
        },
        { key: "outcome", header: t("field.outcome"), cell: outcome },
      ]}
    />
  );
}
