import type { Metadata } from "next";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { DecideProposal } from "#app/(console)/decide-proposal.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { Facts } from "#app/(console)/fees/rules/[id]/facts.tsx";
import { Preview } from "#app/(console)/fees/rules/[id]/preview.tsx";
import {
  approveFeeRuleAction,
  turnDownFeeRuleAction,
  withdrawFeeRuleAction,
} from "#app/(console)/fees/rules/actions.ts";
import { ProposalChip } from "#app/(console)/proposal-chip.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { feeAmountWords } from "#components/words/fee-rules.ts";
import { readFeeRuleChange } from "#core/fee-rules/read.ts";
import { permits } from "#core/permissions.ts";
import { proposalStates } from "#core/proposals/rules.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("feeRules"))("section.change") };
}

export default async function FeeRuleChangePage({ params, searchParams }: PageProps<"/fees/rules/[id]">) {
  const context = await guardPage("feeRule.read");
  const { id: feeRuleChangeId } = await params;
  const query = await searchParams;
  const { change, late, preview } = await loadPage(
    readFeeRuleChange(context, { feeRuleChangeId, page: oneParam(query, "page") }),
  );
  const done = proposalStates.find((state) => state === oneParam(query, "done") && state === change.state);
  const own = change.makerId === context.actor.id;
  const t = await getT("feeRules");
  const language = await getLanguage();
  const format = await getFormat();
  const after = feeAmountWords(language, change.subject, change.amount);
  const decided = late
    ? t("change.late")
    : t("change.consequence", { day: format.date(change.validFrom), after });
  return (
    <Desk desk="fees">
      <PageHead
        title={t(`change.title.${change.subject}`)}
        state={<ProposalChip state={change.state} />}
        back={{ href: "/fees/rules", label: t("title") }}
      />
      {done && (
        <div className="mb-4">
          <Notice tone="success" announce title={t(`done.${done}`)} />
        </div>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
        <div className="flex flex-col gap-4">
          <Facts change={change} />
          {preview && <Preview changeId={change.id} preview={preview} />}
        </div>
        {change.state === "proposed" && permits(context.actor, "feeRule.decide") && (
          <DecideProposal
            about={{ feeRuleChangeId }}
            own={own}
            actions={{
              approve: approveFeeRuleAction,
              turnDown: turnDownFeeRuleAction,
              withdraw: withdrawFeeRuleAction,
            }}
          >
            {own ? t("change.own") : decided}
          </DecideProposal>
        )}
      </div>
    </Desk>
  );
}
