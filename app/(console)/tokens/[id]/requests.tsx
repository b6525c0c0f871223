import { getFormat, getT } from "#app/_lib/language.ts";
import { ProposalChip } from "#app/(console)/proposal-chip.tsx";
import { Section } from "#components/page-head.tsx";
import type { readToken } from "#core/tokens/read.ts";

type Props = Pick<Awaited<ReturnType<typeof readToken>>, "requests">;

/** What has been asked for of a token, the newest first. */
export async function Requests({ requests }: Props) {
  const t = await getT("tokenMoves");
  const format = await getFormat();
  return (
    <Section title={t("section.requests")}>
      {requests.length === 0 && <p className="text-ink-soft">{t("noRequests")}</p>}
      <ul className="flex flex-col gap-2">
        {requests.map((request) => (
          <li key={request.id} className="flex flex-wrap items-center gap-2">
            <a href={`/tokens/requests/${request.id}`}>
              {t("requests.one", { move: t(`move.${request.move}`) })}
            </a>
            <ProposalChip state={request.state} />
            <span className="text-[0.875rem] text-ink-soft">
              {request.makerName}　{format.dateTime(request.proposedAt)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
