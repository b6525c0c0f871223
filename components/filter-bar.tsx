import { Button, ButtonLink } from "#components/button.tsx";
import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";

type Props = {
  language: Language;
  /** The list's own address, without conditions. */
  action: string;
  /** Whether any condition is set; shows the way to clear them. */
  active: boolean;
  /** How the list is sorted, as its address says it: conditions leave it. */
  sort?: string | undefined;
  /** `Field` and `SelectField` with `label`, `width="auto"` and the value from the URL as `defaultValue`. */
  children: React.ReactNode;
};

/** Conditions of a list: a GET form, so that the state lives in the URL and Back keeps it. */
export function FilterBar({ language, action, active, sort, children }: Props) {
  const t = translate(language, "common");
  return (
    <form
      data-chrome
      method="get"
      action={action}
      aria-label={t("list.filter")}
      className="panel mb-3 flex flex-wrap items-end gap-x-4 gap-y-2 px-4 py-3"
    >
      {children}
      {sort && <input type="hidden" name="sort" value={sort} />}
      <Button type="submit">{t("list.apply")}</Button>
      {active && (
        <ButtonLink look="quiet" href={action}>
          {t("list.clear")}
        </ButtonLink>
      )}
    </form>
  );
}
