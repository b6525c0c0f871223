import { getFormat, getT } from "#app/_lib/language.ts";
import { listHref } from "#app/_lib/search-params.ts";
import { DataTable } from "#components/data-table.tsx";
import { deviceOf } from "#components/device.ts";
import { Section } from "#components/page-head.tsx";
import type { Language } from "#components/words/words.ts";
import type { readPerson } from "#core/staff/read-person.ts";

type Props = Pick<Awaited<ReturnType<typeof readPerson>>, "person" | "sessions" | "deeds"> & {
  language: Language;
};

/** Where somebody is signed in; each session with the way to end it, for who may. */
export async function SessionsOf({ language, person, sessions, deeds }: Props) {
  const t = await getT("staff");
  const account = await getT("account");
  const format = await getFormat();
  type Row = (typeof sessions)[number];
  const device = (row: Row) => deviceOf(row.userAgent) ?? account("sessions.unknown");
  const end = (row: Row) => (
    <a
      href={listHref(`/staff/${person.id}/end_sessions`, { session: row.handle })}
      className="inline-flex min-h-8 items-center"
    >
      {t("endSession")}
      <span className="sr-only">{device(row)}</span>
    </a>
  );
  return (
    <Section title={t("section.sessions")} plain>
      <DataTable
        language={language}
        caption={t("section.sessions")}
        short
        rows={sessions}
        rowKey={(row) => row.handle}
        empty={<p className="p-4 text-ink-soft">{t("noSessions")}</p>}
        columns={[
          { key: "device", header: t("field.device"), cell: device },
          {
            key: "address",
            header: t("field.address"),
            cell: (row) => <span className="code">{row.address}</span>,
          },
          { key: "since", header: t("field.since"), cell: (row) => format.dateTime(row.createdAt) },
          { key: "seen", header: t("field.seen"), cell: (row) => format.dateTime(row.lastSeenAt) },
          ...(deeds.includes("end_sessions") ? [{ key: "end", header: t("field.end"), cell: end }] : []),
        ]}
      />
    </Section>
  );
}
