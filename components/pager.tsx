import { ButtonLink } from "#components/button.tsx";
import { Icon } from "#components/icon.tsx";
import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";

type Props = {
  language: Language;
  /** All that the filter finds, not the page. */
  count: number;
  /** Whether there are more, which were not counted. */
  more?: boolean | undefined;
  /** Instead of the count, where it is not known to the last. */
  countText?: string | undefined;
  /** Which of them are shown, from 1; leave out where paging by key knows no position. */
  from?: number;
  to?: number;
  firstHref?: string | undefined;
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  /** A file of all that the filter finds. */
  csvHref?: string;
};

/** How many there are, and the way on. The hrefs carry the filter and the key of the page. */
export function Pager({
  language,
  count,
  more = false,
  countText,
  from,
  to,
  firstHref,
  previousHref,
  nextHref,
  csvHref,
}: Props) {
  const t = translate(language, "common");
  const range =
    from !== undefined && to !== undefined && count > 0
      ? t(more ? "list.rangeOfMore" : "list.range", { count, from, to })
      : (countText ?? t("list.count", { count }));
  return (
    <nav
      data-chrome
      aria-label={t("list.pages")}
      className="flex min-h-11 flex-wrap items-center justify-between gap-3 pt-2"
    >
      <p className="tabular text-ink-soft">{range}</p>
      <div className="flex flex-wrap gap-2">
        {csvHref && (
          <>
            <ButtonLink look="quiet" href={csvHref} download>
              <Icon name="download" size={18} />
              {t("list.csv")}
            </ButtonLink>
            {/* Leads back here where there is something to be told first, so it is no download to the browser. */}
            <ButtonLink look="quiet" href={`${csvHref}${csvHref.includes("?") ? "&" : "?"}encoding=cp932`}>
              {t("list.cp932")}
            </ButtonLink>
          </>
        )}
        {firstHref && (
          <ButtonLink look="quiet" href={firstHref}>
            {t("list.first")}
          </ButtonLink>
        )}
        {previousHref && (
          <ButtonLink href={previousHref} rel="prev">
            <Icon name="previous" size={18} />
            {t("list.previous")}
          </ButtonLink>
        )}
        {nextHref && (
          <ButtonLink href={nextHref} rel="next">
            {t("list.next")}
            <Icon name="next" size={18} />
          </ButtonLink>
        )}
      </div>
    </nav>
  );
}
