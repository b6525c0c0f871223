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
import { WentBack } from "#app/(console)/forms/[id]/went-back.tsx";
import { FormSteps } from "#app/(console)/forms/form-steps.tsx";
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

export async function generateMetadata({ searchParams }: PageProps<"/forms/[id]">): Promise<Metadata> {
  const title = (await getT("forms"))("title");
  const failed = oneParam(await searchParams, "error") !== undefined;
  return { title: failed ? (await getT("common"))("titleError", { title }) : title };
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
  const own = !mayDecide(form, context.actor.id, inPlaceOf(context.actor, form.branchCode));
  const awaiting = form.state === "awaiting_approval";
  const next = decides ? await nextToDecide(context, { formId: form.id }) : undefined;
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
      {mayKey && editable && form.state !== "provisional" && (
        <FormSteps at={openChecks.length > 0 ? "check" : "submit"} />
      )}
      <div className="mb-4 flex flex-col gap-3 empty:hidden">
        <Done query={query} form={form} next={next} stopped={token?.state === "suspended"} />
        {form.state === "provisional" && <FollowBy followBy={form.followBy} overdue={overdue} />}
        <WentBack form={form} by={found.checkerName} />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,34rem)]">
        <ScanViewer
          formId={form.id}
          scans={scans}
          masked={contract.masked}
          mayAdd={mayKey && editable}
          error={oneParam(query, "error")}
          at={oneParam(query, "at")}
        />
        {awaiting && decides && !own ? (
          // In sight as one, from the first look on: what was keyed gives way, and the decision stands below it.
          <div className="panel flex flex-col gap-2 p-3 lg:sticky lg:top-[4.5rem] lg:max-h-[calc(100dvh-16rem)] print:static">
            <section
              aria-label={t("section.keyed")}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
              tabIndex={0}
              className="min-h-16 shrink-[99] px-1.5 lg:overflow-y-auto"
            >
              <Keyed {...found} changeable={false} dense />
            </section>
            <div className="min-h-0 border-line border-t px-1.5 pt-2 pb-1.5 lg:overflow-y-auto">
              <Decide form={form} foreseen={await foreseeApproval(context, { formId: form.id })} />
            </div>
          </div>
        ) : (
          <div className="flex flex-col gap-4 lg:sticky lg:top-[4.5rem] lg:max-h-[calc(100dvh-5.5rem)] lg:overflow-y-auto print:static">
            <Keyed {...found} changeable={mayKey && editable} />
            {mayKey && (editable || awaiting) && (
              <Clerk form={form} openChecks={openChecks} editable={editable} />
            )}
            {awaiting && decides && <Notice tone="info" title={t("ownForm")} />}
          </div>
        )}
      </div>
    </Desk>
  );
}
