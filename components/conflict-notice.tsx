import { ButtonLink } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { formatDateTime } from "#components/words/format.ts";
import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";

type Props = {
  language: Language;
  who: string;
  /** What they did, in words: 「承認」. */
  what: string;
  at: Date;
  reloadHref: string;
};

/** Someone else was quicker: who did what and when, and the way to what holds now. */
export function ConflictNotice({ language, who, what, at, reloadHref }: Props) {
  const t = translate(language, "common");
  return (
    <Notice
      tone="warning"
      title={t("notice.conflict")}
      announce
      action={<ButtonLink href={reloadHref}>{t("reload")}</ButtonLink>}
    >
      {t("conflictDetail", { who, what, when: formatDateTime(language, at) })}
    </Notice>
  );
}
