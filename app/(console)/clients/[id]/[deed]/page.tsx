import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import {
  disableClientAction,
  issueKeyAction,
  proposeClientChangeAction,
  revokeKeyAction,
  rotateKeyAction,
} from "#app/(console)/clients/actions.ts";
import { AllowanceFields } from "#app/(console)/clients/allowance-fields.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { FormEnd } from "#app/(console)/form-end.tsx";
import { Chip } from "#components/chip.tsx";
import { RadioGroup } from "#components/choice-field.tsx";
import { Field, TextareaField } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import type { FormAction } from "#components/form-state.ts";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { clientTones } from "#components/tone.ts";
import { readClient } from "#core/clients/read.ts";
import { type ClientDeed, clientDeeds, keyDeeds, overlapHours, usualKeyDays } from "#core/clients/rules.ts";
import { addDays, japanDay } from "#core/clock.ts";

const actions: Record<ClientDeed, FormAction> = {
  change: proposeClientChangeAction,
  issue: issueKeyAction,
  rotate: rotateKeyAction,
  revoke: revokeKeyAction,
  disable: disableClientAction,
};
const fields = ["scopes", "callsPerMinute", "lastDay", "overlap", "reason"] as const;

type Props = PageProps<"/clients/[id]/[deed]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { deed: named } = await params;
  const deed = clientDeeds.find((one) => one === named);
  return deed ? { title: (await getT("clients"))(`deed.${deed}`) } : {};
}

/** One deed to a client, or to the key that the address names, with its reason. */
export default async function ClientDeedPage({ params, searchParams }: Props) {
  const context = await guardPage("client.manage");
  const { id: clientId, deed: named } = await params;
  const deed = clientDeeds.find((one) => one === named) ?? notFound();
  const { client, keys, deeds } = await loadPage(readClient(context, { clientId }));
  const ofKey = (keyDeeds as readonly ClientDeed[]).includes(deed);
  const keyId = ofKey ? oneParam(await searchParams, "key") : undefined;
  const key = keys.find(({ id }) => id === keyId);
  const possible = ofKey ? key?.deeds.includes(deed) : deeds.includes(deed);
  const t = await getT("clients");
  const common = await getT("common");
  const page = `/clients/${clientId}`;
  const usualDay = addDays(japanDay(context.now), usualKeyDays);
  const harsh = deed === "revoke" || deed === "disable";
  return (
    <Desk desk="clients">
      <PageHead
        title={t(`deed.${deed}`)}
        lead={t(`consequence.${deed}`)}
        state={
          <Chip tone={clientTones[client.state]}>
            {key?.prefix ? `${key.prefix}…` : t(`state.${client.state}`)}
          </Chip>
        }
        back={{ href: page, label: client.name }}
      />
      {possible ? (
        <div className="panel max-w-[40rem] p-6">
          <Form
            action={actions[deed]}
            language={await getLanguage()}
            labels={Object.fromEntries(fields.map((field) => [field, t(`field.${field}`)]))}
          >
            <input type="hidden" name="clientId" value={clientId} />
            {key && <input type="hidden" name="keyId" value={key.id} />}
            {deed === "change" && <AllowanceFields {...client} />}
            {(deed === "issue" || deed === "rotate") && (
              <Field
                name="lastDay"
                required
                support={
                  <>
                    {t("support.lastDay")}
                    <span className="block">{common("dateSupport")}</span>
                  </>
                }
                width="s"
                halfWidth="text"
                defaultValue={usualDay.replaceAll("-", "/")}
              />
            )}
            {deed === "rotate" && (
              <RadioGroup
                name="overlap"
                required
                inline
                defaultValue="168"
                options={overlapHours.map((hours) => ({
                  value: String(hours),
                  label: t(`overlap.${hours}`),
                }))}
              />
            )}
            <TextareaField name="reason" required rows={2} support={t("support.reason")} />
            <FormEnd look={harsh ? "danger" : "primary"} back={page}>
              {t(`deed.${deed}`)}
            </FormEnd>
          </Form>
        </div>
      ) : (
        <Notice tone="warning" announce title={t("notNow")} action={<a href={page}>{client.name}</a>}>
          {t("notNowText")}
        </Notice>
      )}
    </Desk>
  );
}
