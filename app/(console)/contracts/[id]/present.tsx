import { getFormat, getT } from "#app/_lib/language.ts";
import { Chip } from "#components/chip.tsx";
import { DescriptionList } from "#components/description-list.tsx";
import { MailAddress } from "#components/mail-address.tsx";
import { Section } from "#components/page-head.tsx";
import { proposalTones, tokenTones } from "#components/tone.ts";
import type { NextForm } from "#core/contracts/next-forms.ts";
import type { readContract } from "#core/contracts/read.ts";
import { counters } from "#core/logins/rules.ts";

type Props = Pick<
  Awaited<ReturnType<typeof readContract>>,
  | "contract"
  | "token"
  | "expired"
  | "login"
  | "limits"
  | "locked"
  | "otpState"
  | "cardOpen"
  | "openOrder"
  | "nextForms"
  | "addressChanges"
> & { mayKey: boolean; mayResync: boolean };

/** Where the contract stands now: its token, the login's counters, card access; each with its next step. */
export async function Present({ mayKey, mayResync, ...found }: Props) {
  const { contract, token, login, limits, locked, otpState, cardOpen, addressChanges } = found;
  const t = await getT("contracts");
  const tokens = await getT("tokens");
  const addresses = await getT("mailAddresses");
  const resync = await getT("resync");
  const format = await getFormat();
  const fails = { password: login.passwordFails, otp: login.otpFails, card: login.cardFails };
  const nextForm = (kind: NextForm) =>
    mayKey &&
    found.nextForms.includes(kind) && (
      <a href={`/forms/new?contractorId=${contract.contractorId}&kind=${kind}`}>{t(`nextForm.${kind}`)}</a>
    );
  return (
    <Section title={t("section.now")}>
      <DescriptionList
        items={[
          {
            label: t("field.token"),
            value: token ? (
              <span className="flex flex-wrap items-center gap-2">
                <a href={`/tokens/${token.tokenId}`}>{token.serial}</a>{" "}
                <Chip tone={tokenTones[token.state]}>{tokens(`state.${token.state}`)}</Chip>
                {mayResync && otpState === "registered" && (
                  <a href={`/contracts/${contract.id}/resync`}>{resync("open")}</a>
                )}
                {nextForm("found_report")}
                {token.state === "suspended" && nextForm("reissue")}
              </span>
            ) : (
              <span className="flex flex-col">
                {t("notRegistered")} {nextForm("new")}
              </span>
            ),
          },
          ...(token
            ? [
                {
                  label: tokens("field.batteryExpiresOn"),
                  value: (
                    <span className="flex flex-wrap items-center gap-2">
                      {format.date(token.expiresOn)} <span className="whitespace-nowrap">{token.model}</span>
                      {found.expired && <Chip tone="danger">{t("batteryDead")}</Chip>}
                      {found.expired && token.state === "active" && nextForm("reissue")}
                    </span>
                  ),
                },
              ]
            : []),
          {
            label: t("field.cardAccess"),
            value: (
              <>
                <Chip tone={cardOpen ? "info" : "neutral"}>
                  {t(cardOpen ? "cardAccess.open" : "cardAccess.shut")}
                </Chip>
                {login.cardOpenedAt && (
                  <span className="ml-2 text-[0.875rem]">
                    {login.cardUntil
                      ? t("cardOpenUntil", { until: format.dateTime(login.cardUntil) })
                      : t("cardOpenGap")}
                  </span>
                )}
                {found.openOrder && otpState === "reissuing" && !cardOpen && (
                  <p className="text-[0.875rem] text-ink-soft">{t("cardShutText")}</p>
                )}
              </>
            ),
          },
          ...counters.map((counter) => ({
            label: t(`counter.${counter}`),
            value: locked[counter] ? (
              <span className="flex flex-wrap items-center gap-2">
                <Chip tone="danger">{t("counterLocked", { limit: limits[counter] })}</Chip>
                {nextForm("unlock")}
              </span>
            ) : (
              t("counterOf", { fails: fails[counter], limit: limits[counter] })
            ),
          })),
          {
            label: t("field.address"),
            value: `〒${contract.postalCode.replace(/^(...)/, "$1-")} ${contract.address}`,
          },
          {
            label: t("field.mailAddress"),
            value: (
              <span className="flex flex-wrap items-center gap-2">
                <MailAddress address={contract.mailAddress ?? addresses("byLetter")} />
                {addressChanges && <Chip tone={proposalTones.proposed}>{addresses("waits")}</Chip>}
                <a href={`/contracts/${contract.id}/mail-address`}>
                  {addresses(mayKey && !addressChanges ? "open" : "title")}
                </a>
              </span>
            ),
          },
          { label: t("keyed"), value: format.date(contract.openedOn) },
        ]}
      />
    </Section>
  );
}
