import { getLanguage, getT } from "#app/_lib/language.ts";
import { moveNoticesAction } from "#app/(console)/notices/actions.ts";
import type { NoticeRow } from "#app/(console)/notices/listed.tsx";
import { Button, ButtonRow } from "#components/button.tsx";
import type { FileColumn } from "#components/data-table.tsx";
import { Form } from "#components/form.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import type { NoticeState } from "#core/notices/rules.ts";

/** States in which a person has something to do with notices; `name` is what the form calls the chosen ones. */
const chosenBy = {
  to_print: { name: "id", isFor: (row: NoticeRow) => row.moves.includes("print") },
  failed: { name: "noticeIds", isFor: (row: NoticeRow) => row.moves.length > 0 },
  waiting: { name: "noticeIds", isFor: (row: NoticeRow) => row.moves.length > 0 },
} as const;
export type ChoosingState = keyof typeof chosenBy;

export function isChoosing(state: NoticeState | undefined): state is ChoosingState {
  return state !== undefined && state in chosenBy;
}

const formId = "chosen";

/** The column with a box in each row that can be chosen. */
export function withBoxes(column: FileColumn<NoticeRow>, state: ChoosingState): FileColumn<NoticeRow> {
  const { name, isFor } = chosenBy[state];
  return {
    ...column,
    cell: (row) =>
      isFor(row) ? (
        <label className="flex min-h-11 items-center gap-2.5 pr-2 font-700">
          <input
            type="checkbox"
            form={formId}
            name={name}
            value={row.id}
            defaultChecked
            className="size-5 accent-accent"
          />
          {column.text(row)}
        </label>
      ) : (
        column.text(row)
      ),
  };
}

/** What may be done with the chosen ones. */
export async function ChosenNotices({ state }: { state: ChoosingState }) {
  const t = await getT("notices");
  const pending = (await getT("common"))("pending");
  if (state === "to_print")
    return (
      <form id={formId} method="get" action="/notices/letters" className="mt-3">
        <Button type="submit" look="primary">
          {t("toLetters")}
        </Button>
      </form>
    );
  return (
    <div className="mt-3">
      <Form
        id={formId}
        action={moveNoticesAction}
        language={await getLanguage()}
        labels={{ noticeIds: t("choose") }}
      >
        <input type="hidden" name="state" value={state} />
        <ButtonRow>
          {state === "failed" && (
            <SubmitButton pending={pending} name="move" value="resend">
              {t("resend")}
            </SubmitButton>
          )}
          <SubmitButton pending={pending} look="secondary" name="move" value="to_letter">
            {t("toLetter")}
          </SubmitButton>
        </ButtonRow>
      </Form>
    </div>
  );
}
