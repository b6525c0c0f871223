import { getLanguage, getT } from "#app/_lib/language.ts";
import {
  approveClientChangeAction,
  turnDownClientChangeAction,
  withdrawClientChangeAction,
} from "#app/(console)/clients/actions.ts";
import { DecideProposal } from "#app/(console)/decide-proposal.tsx";
import { ProposalSection } from "#app/(console)/proposal-section.tsx";
import { DataTable } from "#components/data-table.tsx";
import { scopeWords } from "#components/words/audit.ts";
import type { readClient } from "#core/clients/read.ts";

type Proposed = NonNullable<Awaited<ReturnType<typeof readClient>>["proposed"]>;

/** The change that waits: what the client may do now and what it is to be, who asks for it and why. */
export async function ProposedClientChange({ change }: { change: Proposed }) {
  const t = await getT("clients");
  const language = await getLanguage();
  const scopes = (list: readonly string[]) => (list.length > 0 ? scopeWords(language, list) : t("noScopes"));
  const calls = (count: number | null) => (count === null ? t("unlimited") : t("calls", { count }));
  return (
    <ProposalSection title={t("section.change")} change={change}>
      <DataTable
        language={language}
        caption={t("section.change")}
        short
        rows={[
          { name: "scopes" as const, before: scopes(change.fromScopes), after: scopes(change.toScopes) },
          {
            name: "callsPerMinute" as const,
            before: calls(change.fromCallsPerMinute),
            after: calls(change.toCallsPerMinute),
          },
        ]}
        rowKey={({ name }) => name}
        columns={[
          { key: "item", header: t("field.item"), cell: ({ name }) => t(`field.${name}`) },
          { key: "before", header: t("field.before"), wrap: true, cell: ({ before }) => before },
          {
            key: "after",
            header: t("field.after"),
            wrap: true,
            cell: ({ before, after }) =>
              before === after ? after : <span className="font-700">{after}</span>,
          },
        ]}
      />
    </ProposalSection>
  );
}

/** The decision about it; for its own maker who may give it. */
export async function DecideClientChange({ change, actorId }: { change: Proposed; actorId: string }) {
  const t = await getT("clients");
  const own = change.makerId === actorId;
  return (
    <DecideProposal
      about={{ clientChangeId: change.id, clientId: change.clientId }}
      own={own}
      actions={{
        approve: approveClientChangeAction,
        turnDown: turnDownClientChangeAction,
        withdraw: withdrawClientChangeAction,
      }}
    >
      {own ? t("ownChange") : change.fromScopes.length === 0 ? t("firstChange") : t("nextChange")}
    </DecideProposal>
  );
}
