import { getT } from "#app/_lib/language.ts";
import { ButtonLink, ButtonRow } from "#components/button.tsx";
import { Section } from "#components/page-head.tsx";
import type { StaffActor } from "#core/actor.ts";
import { permits } from "#core/permissions.ts";
import type { readToken } from "#core/tokens/read.ts";

type Props = Pick<Awaited<ReturnType<typeof readToken>>, "token" | "binding" | "moves"> & {
  actor: StaffActor;
};

/** All that this person may do with a token now, each on a page of its own; forms where a form is the way. */
export async function Moves({ actor, token, binding, moves }: Props) {
  const t = await getT("tokenMoves");
  const page = `/tokens/${token.id}`;
  const bound = binding && !binding.unboundAt ? binding : undefined;
  const mayTest = permits(actor, "token.test") && token.state !== "disposed";
  const mayResync = bound && token.state === "active" && permits(actor, "token.resync");
  const mayKey = bound && permits(actor, "form.key");
  const nothing = !mayTest && !mayResync && !mayKey && moves.length === 0;
  const keyForm = (query: string) => `/forms/new?contractorId=${bound?.contractorId}&kind=${query}`;
  return (
    <Section title={t("section.moves")}>
      {nothing && <p className="text-ink-soft">{t("noMoves")}</p>}
      <ButtonRow>
        {mayTest && (
          <ButtonLink href={`${page}/test`} look="primary">
            {t("test.open")}
          </ButtonLink>
        )}
        {mayResync && <ButtonLink href={`/contracts/${bound.contractId}/resync`}>{t("resync")}</ButtonLink>}
        {moves.map((move) => (
          <ButtonLink key={move} href={`${page}/${move}`}>
            {t(`button.${move}`)}
          </ButtonLink>
        ))}
        {mayKey && token.state === "suspended" && !token.stolen && (
          <ButtonLink href={keyForm("found_report")}>{t("keyFound")}</ButtonLink>
        )}
      </ButtonRow>
      {mayKey && (
        <p className="mt-3 text-[0.875rem]">
          {t("formNext")} <a href={keyForm("reissue")}>{t("keyLoss")}</a>
        </p>
      )}
    </Section>
  );
}
