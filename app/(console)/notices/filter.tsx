import { getLanguage, getT } from "#app/_lib/language.ts";
import { oneParam, type SearchParams } from "#app/_lib/search-params.ts";
import { SelectField } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { type NoticeEvent, type NoticeState, noticeEvents, noticeStates } from "#core/notices/rules.ts";

type Filter = { state: NoticeState | undefined; event: NoticeEvent | undefined };

/** The conditions in the list's address. */
export function noticeFilterOf(params: SearchParams): Filter {
  return {
    state: noticeStates.find((one) => one === oneParam(params, "state")),
    event: noticeEvents.find((one) => one === oneParam(params, "event")),
  };
}

export async function NoticeFilter({ state, event }: Filter) {
  const t = await getT("notices");
  const emptyLabel = (await getT("common"))("list.all");
  return (
    <FilterBar
      language={await getLanguage()}
      action="/notices"
      active={state !== undefined || event !== undefined}
    >
      <SelectField
        name="state"
        label={t("field.state")}
        width="auto"
        emptyLabel={emptyLabel}
        defaultValue={state ?? ""}
        options={noticeStates.map((value) => ({ value, label: t(`state.${value}`) }))}
      />
      <SelectField
        name="event"
        label={t("field.event")}
        width="auto"
        emptyLabel={emptyLabel}
        defaultValue={event ?? ""}
        options={noticeEvents.map((value) => ({ value, label: t(`event.${value}`) }))}
      />
    </FilterBar>
  );
}
