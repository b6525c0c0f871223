import { getLanguage, getT } from "#app/_lib/language.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { issueAction } from "#app/(console)/fees/[id]/actions.ts";
import { sheetsOf } from "#app/(console)/fees/[id]/sheets.ts";
import { ButtonLink } from "#components/button.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { FeePaper as Sheet } from "#components/fee-paper.tsx";
import { Form } from "#components/form.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { PrintButton } from "#components/print-button.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { feePaperWords } from "#components/words/fee-papers.ts";
import type { Context, StaffActor } from "#core/actor.ts";
import type { readPapers } from "#core/fees/read-papers.ts";
import type { FeePaper } from "#core/fees/rules.ts";
import { permits } from "#core/permissions.ts";

type Props = {
  paper: FeePaper;
  path: string;
  found: Awaited<ReturnType<typeof readPapers>>;
  context: Context<StaffActor>;
};

/** One paper of a fee, to print, or why it cannot be printed and who can see to it. */
export async function PaperPage({ paper, path, found, context: { actor, now } }: Props) {
  const { fee, orderNumber, contract, issuer } = found;
  const t = await getT("fees");
  const common = await getT("common");
  const sheets = sheetsOf(paper, found, { by: actor.id, now });
  const issued = sheets.every(({ mark }) => mark?.title !== feePaperWords.specimen);
  const printable = issuer && sheets.length > 0;
  const lack = found.papers[paper];
  return (
    <Desk desk="fees">
      <div data-chrome>
        <PageHead
          title={t(`paper.title.${paper}`)}
          lead={printable ? t(issued ? "paper.print" : "paper.specimen") : undefined}
          back={{ href: `/fees/${fee.id}`, label: t("one", { orderNumber: String(orderNumber) }) }}
          actions={
            printable &&
            (issued ? (
              <PrintButton>{common("action.print")}</PrintButton>
            ) : (
              !contract.masked &&
              permits(actor, "fee.issue") && (
                <Form id="issue" action={issueAction} language={await getLanguage()} labels={{}}>
                  <input type="hidden" name="feeId" value={fee.id} />
                  <input type="hidden" name="paper" value={paper} />
                  <SubmitButton pending={common("pending")}>{t("paper.issue")}</SubmitButton>
                </Form>
              )
            ))
          }
        />
        {printable && contract.masked && (
          <div className="mb-4">
            <Notice
              tone="warning"
              title={t("paper.masked")}
              action={
                permits(actor, "customer.unmask") && (
                  <ButtonLink href={listHref(`/contracts/${contract.id}/unmask`, { back: path })}>
                    {common("mask.show")}
                  </ButtonLink>
                )
              }
            >
              {t("paper.maskedText")}
            </Notice>
          </div>
        )}
        {typeof lack === "string" ? (
          <EmptyState title={t(`paper.lack.${lack}`)}>{t(`paper.lackText.${lack}`)}</EmptyState>
        ) : (
          !issuer && (
            <EmptyState
              title={t("paper.noIssuer")}
              action={
                permits(actor, "setting.read") && (
                  <ButtonLink href="/settings">{t("paper.toSettings")}</ButtonLink>
                )
              }
            >
              {t("paper.noIssuerText")}
            </EmptyState>
          )
        )}
      </div>
      {issuer && sheets.length > 0 && (
        <div className="overflow-x-auto print:overflow-visible">
          {sheets.map((sheet, at) => (
            <Sheet
              key={sheet.facts[0]?.value}
              {...sheet}
              paper={paper}
              name={`${t(`paper.title.${paper}`)} ${at + 1}`}
              to={contract}
              issuer={issuer}
            />
          ))}
        </div>
      )}
    </Desk>
  );
}
