import { getFormat, getT } from "#app/_lib/language.ts";
import { EndOfKey } from "#app/(console)/clients/end-of-key.tsx";
import { Chip } from "#components/chip.tsx";
import { type Column, DataTable } from "#components/data-table.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Section } from "#components/page-head.tsx";
import { keyTones } from "#components/tone.ts";
import type { Language } from "#components/words/words.ts";
import type { readClient } from "#core/clients/read.ts";
import { keyDeeds } from "#core/clients/rules.ts";

type Found = Pick<Awaited<ReturnType<typeof readClient>>, "client" | "keys">;
type Props = Found & { language: Language; now: Date; manages: boolean };
type Row = Found["keys"][number];

/** A client's keys, the newest first: how each stands, and what may be done with it. */
export async function Keys({ language, now, manages, client, keys }: Props) {
  const t = await getT("clients");
  const format = await getFormat();
  const columns: readonly Column<Row>[] = [
    {
      key: "key",
      header: t("field.key"),
      cell: (row) => <span className="code">{row.prefix ? `${row.prefix}…` : "-"}</span>,
    },
    {
      key: "state",
      header: t("field.state"),
      cell: (row) => <Chip tone={keyTones[row.state]}>{t(`keyState.${row.state}`)}</Chip>,
    },
    {
      key: "end",
      header: t("field.expiresAt"),
      cell: (row) =>
        row.expiresAt ? (
          <EndOfKey at={row.expiresAt} soon={row.state === "expiring"} now={now} />
        ) : (
          <Chip tone="warning">{t("noEnd")}</Chip>
        ),
    },
    {
      key: "lastUsed",
      header: t("field.lastUsed"),
      cell: (row) => (row.lastUsedOn ? format.shortDate(row.lastUsedOn) : t("never")),
    },
    {
      key: "made",
      header: t("field.madeAt"),
      cell: (row) => (
        <>
          {format.shortDate(row.createdAt)} <span className="text-ink-soft">{row.makerName}</span>
        </>
      ),
    },
    ...(manages && keys.some(({ deeds }) => deeds.length > 0)
      ? [{ key: "deeds", header: t("field.end"), cell: deeds }]
      : []),
  ];
  return (
    <Section title={t("section.keys")} plain>
      <DataTable
        language={language}
        caption={t("section.keys")}
        short
        rows={keys}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title={t("noKeys")} icon="token">
            {client.state === "unapproved" && t("noKeysText")}
          </EmptyState>
        }
        columns={columns}
      />
    </Section>
  );

  function deeds(row: Row) {
    return (
      <span className="flex gap-4">
        {keyDeeds
          .filter((deed) => row.deeds.includes(deed))
          .map((deed) => (
            <a
              key={deed}
              href={`/clients/${client.id}/${deed}?key=${row.id}`}
              className="inline-flex min-h-11 items-center"
            >
              {t(`short.${deed}`)}
              <span className="sr-only">{t("ofKey", { prefix: row.prefix ?? "-" })}</span>
            </a>
          ))}
      </span>
    );
  }
}
