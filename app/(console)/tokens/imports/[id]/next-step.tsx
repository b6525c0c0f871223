import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { Refresh } from "#app/(console)/refresh.tsx";
import { cancelImportAction, startImportAction } from "#app/(console)/tokens/imports/actions.ts";
import { ButtonLink } from "#components/button.tsx";
import { Form } from "#components/form.tsx";
import { Notice } from "#components/notice.tsx";
import { Section } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { fieldError } from "#components/words/translate.ts";
import type { readImport } from "#core/token-imports/read.ts";
import { type ImportEvent, importTransitions } from "#core/token-imports/rules.ts";

type Props = { found: Awaited<ReturnType<typeof readImport>>; mayImport: boolean };

/** How far the import is, how it ended, and what this person may do with it now. */
export async function NextStep({ found, mayImport }: Props) {
  const t = await getT("tokenImports");
  const common = await getT("common");
  const stock = await getT("stock");
  const language = await getLanguage();
  const may = (event: ImportEvent) => mayImport && importTransitions[found.state]?.[event] !== undefined;
  const button = (id: string, action: typeof startImportAction, text: string, look: "primary" | "danger") => (
    <Form id={id} action={action} language={language} labels={{}}>
      <input type="hidden" name="importId" value={found.id} />
      <SubmitButton look={look} pending={common("pending")}>
        {text}
      </SubmitButton>
    </Form>
  );
  return (
    <>
      {found.state === "imported" && (
        <Notice
          tone="success"
          title={t("imported", { count: found.newRows })}
          action={
            <ButtonLink href={listHref("/tokens/labels", { batch: found.batch })}>
              {stock("labels.make")}
            </ButtonLink>
          }
        />
      )}
      {found.refusal && (
        <Notice tone="danger" title={t("refused")}>
          {fieldError(language, found.refusal)}
        </Notice>
      )}
      {["uploading", "uploaded", "checking", "checked", "importing"].includes(found.state) && (
        <Section title={t("section.next")}>
          <div className="flex flex-col items-start gap-4">
            {found.state === "checked" ? (
              <p>{found.newRows > 0 ? t("startText", { count: found.newRows }) : t("nothingNew")}</p>
            ) : (
              <Progress found={found} />
            )}
            <div className="flex flex-wrap gap-3">
              {may("start") && button("start", startImportAction, t("start"), "primary")}
              {may("cancel") && button("cancel", cancelImportAction, t("cancel"), "danger")}
            </div>
          </div>
        </Section>
      )}
    </>
  );
}

async function Progress({ found }: Pick<Props, "found">) {
  const t = await getT("tokenImports");
  const format = await getFormat();
  const percent = found.fileBytes > 0 ? Math.floor((found.readBytes / found.fileBytes) * 100) : 0;
  const rows = found.newRows + found.knownRows + found.problemRows;
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <progress aria-label={t("progress")} max={100} value={percent} className="h-3 w-80 max-w-full">
          {format.number(percent)}
        </progress>
        <span className="tabular">{t("progressLine", { percent, rows })}</span>
      </div>
      <p className="text-ink-soft">{t("leave")}</p>
      <Refresh />
      <noscript>
        <ButtonLink href={`/tokens/imports/${found.id}`}>{t("refresh")}</ButtonLink>
      </noscript>
    </>
  );
}
