import { FormBody, type FormBodyProps } from "#components/form-body.tsx";
import type { FormWords } from "#components/form-state.ts";
import { translate } from "#components/words/translate.ts";
import { type Language, words } from "#components/words/words.ts";

export function formWords(language: Language): FormWords {
  const t = translate(language, "common");
  return {
    required: t("required"),
    optional: t("optional"),
    errorMark: t("errorMark"),
    pending: t("pending"),
    oneError: t("errorSummary", { count: 1 }),
    manyErrors: t("errorSummary", { count: 2 }).replace("2", "{count}"),
    errorLine: words[language].common.errorLine,
    errorTitle: words[language].common.titleError,
  };
}

type FieldGridProps = {
  /** For boxes to tick, which bring their own room. */
  tight?: boolean;
  children: React.ReactNode;
};

/** Fields side by side where there is room, in the order of the paper: across, then down. */
export function FieldGrid({ tight, children }: FieldGridProps) {
  return (
    <div className={`grid grid-cols-1 items-start gap-x-8 lg:grid-cols-2 ${tight ? "gap-y-1" : "gap-y-5"}`}>
      {children}
    </div>
  );
}

type Props = Omit<FormBodyProps, "words" | "id"> & { language: Language; id?: string };

/**
 * A form with a server action: its fields show the action's errors and keep what was typed.
 * `labels` names every field, for its label and for the summary. Works before any script has come.
 */
export function Form({ language, id = "form", ...rest }: Props) {
  return <FormBody {...rest} id={id} words={formWords(language)} />;
}
