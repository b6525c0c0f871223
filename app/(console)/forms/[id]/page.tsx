import type { Metadata } from "next";
import { cameFrom } from "#app/_lib/came-from.ts";
import { getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { ContractBar } from "#app/(console)/contract-bar.tsx";
import { Desk } from "#app/(console)/desk.tsx";
import { Clerk } from "#app/(console)/forms/[id]/clerk.tsx";
import { Decide } from "#app/(console)/forms/[id]/decide.tsx";
import { Done } from "#app/(console)/forms/[id]/done.tsx";
import { FollowBy } from "#app/(console)/forms/[id]/follow-by.tsx";
import { Keyed } from "#app/(console)/forms/[id]/keyed.tsx";
import { ScanViewer } from "#app/(console)/forms/[id]/scan-viewer.tsx";
import { ButtonLink } from "#components/button.tsx";
import { Chip } from "#components/chip.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { formTones, tokenTones } from "#components/tone.ts";
import { inPlaceOf } from "#core/actor.ts";
import { japanDay } from "#core/clock.ts";
import { foreseeApproval } from "#core/forms/foresee.ts";
import { nextToDecide } from "#core/forms/next.ts";
import { readForm } from "#core/forms/read.ts";
import { editableFormStates, isOverdue, mayDecide } from "#core/forms/rules.ts";
import { permits } from "#core/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("forms"))("title") };
}

export default async function FormPage({ params, searchParams }: PageProps<"/forms/[id]">) {
  const context = await guardPage("form.read");
  const { id } = await params;
  const query = await searchParams;
  const found = await loadPage(readForm(context, { formId: id, cameFrom: await cameFrom() }));
  const { form, contract, token, scans, openChecks } = found;
  const t = await getT("forms");
  const tokens = await getT("tokens");
  const editable = (editableFormStates as readonly string[]).includes(form.state);
  const mayKey = permits(context.actor, "form.key");
  const overdue = isOverdue(form, japanDay(context.now));
  const decides = permits(context.actor, "form.decide");
  const next = decides ? await nextToDecide(context, { formId: form.id }) : undefined;
  const backState = form.state === "returned" || form.state === "incomplete" ? form.state : undefined;
  return (
    <Desk desk="forms">
      <PageHead
        title={t("one", { formNumber: String(form.number) })}
        state={<Chip tone={formTones[form.state]}>{t(`state.${form.state}`)}</Chip>}
        back={{ href: "/forms", label: t("title") }}
        actions={
          <>
            <ButtonLink href={`/forms/${form.id}/receipt`}>{t("receiptOpen")}</ButtonLink>
            {next?.formId && (
              <ButtonLink href={`/forms/${next.formId}`} data-hotkey="n">
                {t("next", { count: next.left })}
              </ButtonLink>
            )}
          </>
        }
      />
      <ContractBar
        contract={contract}
        page={`/forms/${form.id}`}
        states={
          token && (
            <Chip tone={tokenTones[token.state]}>{`${token.serial} ${tokens(`state.${token.state}`)}`}</Chip>
          )
        }
      />
      <div className="mb-4 flex flex-col gap-3 empty:hidden">
        <Done query={query} form={form} next={next} />
        {form.state === "provisional" && <FollowBy followBy={form.followBy} overdue={overdue} />}
        {backState && (
          <Notice tone="warning" title={t(`back.${backState}`, { who: found.checkerName ?? "" })}>
            {[form.backCode && form.backCode !== "other" && t(`backCode.${form.backCode}`), form.backReason]
              .filter(Boolean)
              .join("　")}
          </Notice>
        )}
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,34rem)]">
        <ScanViewer
          formId={form.id}
          scans={scans}
          masked={contract.masked}
          mayAdd={mayKey && editable}
          error={oneParam(query, "error")}
        />
        <div className="flex flex-col gap-4 lg:sticky lg:top-[4.5rem] lg:max-h-[calc(100dvh-5.5rem)] lg:overflow-y-auto print:static">
          <Keyed {...found} changeable={mayKey && editable} />
          {mayKey && (editable || form.state === "awaiting_approval") && (
            <Clerk form={form} openChecks={openChecks} editable={editable} />
          )}
          {form.state === "awaiting_approval" && decides && (
            <Decide
              form={form}
              foreseen={await foreseeApproval(context, { formId: form.id })}
              own={!mayDecide(form, context.actor.id, inPlaceOf(context.actor, form.branchCode))}
            />
          )}
        </div>
      </div>
    </Desk>
  );
}
