import { getFormat, getT } from "#app/_lib/language.ts";
import type { staffContext } from "#app/_lib/session.ts";
import { endOtherSessionsAction, endSessionAction } from "#app/(console)/me/actions.ts";
import { Chip } from "#components/chip.tsx";
import { DataTable } from "#components/data-table.tsx";
import { deviceOf } from "#components/device.ts";
import { Form } from "#components/form.tsx";
import { Section } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import type { Language } from "#components/words/words.ts";
import { listOwnSessions, type OwnSession } from "#core/staff/own-sessions.ts";

type Props = { language: Language; context: Awaited<ReturnType<typeof staffContext>> };

/** Where one is signed in, each to be signed out from here. */
export async function Sessions({ language, context }: Props) {
  const sessions = await listOwnSessions(context, { sessionId: context.session.id });
  const t = await getT("account");
  const common = await getT("common");
  const format = await getFormat();
  const device = (row: OwnSession) => deviceOf(row.userAgent) ?? t("sessions.unknown");
  const others = sessions.length > 1 && (
    <Form action={endOtherSessionsAction} id="others" language={language} labels={{}}>
      <SubmitButton look="secondary" pending={common("pending")}>
        {t("sessions.endOthers")}
      </SubmitButton>
    </Form>
  );
  return (
    <Section title={t("sessions.title")} plain actions={others}>
      <DataTable
        language={language}
        caption={t("sessions.title")}
        short
        rows={sessions}
        rowKey={(row) => row.handle}
        columns={[
          {
            key: "device",
            header: t("sessions.device"),
            cell: (row) => (
              <span className="inline-flex items-center gap-2">
                {device(row)}
                {row.own && <Chip tone="info">{t("sessions.own")}</Chip>}
              </span>
            ),
          },
          {
            key: "address",
            header: t("sessions.address"),
            cell: (row) => <span className="code">{row.address}</span>,
          },
          { key: "since", header: t("sessions.since"), cell: (row) => format.dateTime(row.createdAt) },
          { key: "seen", header: t("sessions.seen"), cell: (row) => format.dateTime(row.lastSeenAt) },
          {
            key: "end",
            header: t("sessions.end"),
            cell: (row) =>
              !row.own && (
                <Form action={endSessionAction} id={`end-${row.handle}`} language={language} labels={{}}>
                  <input type="hidden" name="handle" value={row.handle} />
                  <SubmitButton look="quiet" pending={common("pending")}>
                    {t("sessions.end")}
                    <span className="sr-only">{device(row)}</span>
                  </SubmitButton>
                </Form>
              ),
          },
        ]}
      />
      <p className="mt-2 text-[0.875rem] text-ink-soft">{t("sessions.note")}</p>
    </Section>
  );
}
