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
import { Keyed } from "#app/(console)/forms/[id]/keyed.tsx";
import { ScanViewer } from "#app/(console)/forms/[id]/scan-viewer.tsx";
import { Chip } from "#components/chip.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { formTones, tokenTones } from "#components/tone.ts";
import { inPlaceOf } from "#core/actor.ts";
import { readForm } from "#core/forms/read.ts";
import { editableFormStates, mayDecide } from "#core/forms/rules.ts";
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
  const backState = form.state === "returned" || form.state === "incomplete" ? form.state : undefined;
  return (
    <Desk desk="forms">
      <PageHead
        title={t("one", { formNumber: String(form.number) })}
        state={<Chip tone={formTones[form.state]}>{t(`state.${form.state}`)}</Chip>}
        back={{ href: "/forms", label: t("title") }}
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
        <Done query={query} formNumber={form.number} />
        {backState && (
          <Notice tone="warning" title={t(`back.${backState}`, { who: found.checkerName ?? "" })}>
            {form.backReason}
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
        <div className="flex flex-col gap-4">
          <Keyed {...found} />
          {mayKey && editable && <Clerk form={form} openChecks={openChecks} />}
          {form.state === "awaiting_approval" && permits(context.actor, "form.decide") && (
            <Decide
              form={form}
              own={!mayDecide(form, context.actor.id, inPlaceOf(context.actor, form.branchCode))}
            />
          )}
        </div>
      </div>
    </Desk>
  );
}
