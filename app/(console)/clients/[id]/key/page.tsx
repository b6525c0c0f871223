import type { Metadata } from "next";
import { getFormat, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { shownNewKey } from "#app/_lib/new-key.ts";
import { guardPage } from "#app/_lib/session.ts";
import { TryKey } from "#app/(console)/clients/[id]/try-key.tsx";
import { keptKeyAction } from "#app/(console)/clients/actions.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { ButtonLink, ButtonRow } from "#components/button.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { readClient } from "#core/clients/read.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("clients"))("shownKey.page") };
}

/** A new key, to the administrator who made it, until they say that it is kept; and how to try it. */
export default async function NewKeyPage({ params }: PageProps<"/clients/[id]/key">) {
  const context = await guardPage("client.manage");
  const { id: clientId } = await params;
  const { client } = await loadPage(readClient(context, { clientId }));
  const shown = await shownNewKey(context.session.id, clientId);
  const t = await getT("clients");
  const common = await getT("common");
  const format = await getFormat();
  return (
    <Desk desk="clients">
      <PageHead
        title={t("shownKey.page")}
        lead={
          shown ? t("shownKey.of", { name: client.name, at: format.dateTime(shown.expiresAt) }) : client.name
        }
      />
      {shown ? (
        <div className="flex max-w-[56rem] flex-col gap-4">
          <Notice tone="warning" announce title={t("shownKey.title")}>
            {t("shownKey.text")}
          </Notice>
          <div className="panel p-5">
            <label htmlFor="key" className="font-700">
              {t("shownKey.label")}
            </label>
            <p id="key-support" className="text-[0.875rem] text-ink-soft">
              {t("shownKey.support")}
            </p>
            <input
              id="key"
              readOnly
              spellCheck={false}
              autoComplete="off"
              aria-describedby="key-support"
              className="control code mt-1.5 w-full select-all"
              defaultValue={shown.key}
            />
          </div>
          <TryKey scopes={client.scopes} />
          <ButtonRow>
            <form action={keptKeyAction}>
              <input type="hidden" name="clientId" value={clientId} />
              <SubmitButton pending={common("pending")}>{t("shownKey.kept")}</SubmitButton>
            </form>
          </ButtonRow>
        </div>
      ) : (
        <EmptyState
          title={t("shownKey.gone")}
          icon="info"
          action={<ButtonLink href={`/clients/${clientId}`}>{client.name}</ButtonLink>}
        >
          {t("shownKey.goneText")}
        </EmptyState>
      )}
    </Desk>
  );
}
