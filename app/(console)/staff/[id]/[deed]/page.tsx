import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { oneParam } from "#app/_lib/search-params.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { FormEnd } from "#app/(console)/form-end.tsx";
import {
  demandPasswordAction,
  disableAction,
  endSessionsAction,
  proposeAdmissionAction,
  proposeEnablingAction,
  proposeMoveAction,
  resetAction,
  unlockAction,
} from "#app/(console)/staff/actions.ts";
import { SeatFields } from "#app/(console)/staff/seat-fields.tsx";
import { Chip } from "#components/chip.tsx";
import { deviceOf } from "#components/device.ts";
import { TextareaField } from "#components/field.tsx";
import { FieldGrid, Form } from "#components/form.tsx";
import type { FormAction } from "#components/form-state.ts";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { accountTones } from "#components/tone.ts";
import { readPerson } from "#core/staff/read-person.ts";
import { type Deed, deeds } from "#core/staff/rules.ts";

const actions: Record<Deed, FormAction> = {
  unlock: unlockAction,
  end_sessions: endSessionsAction,
  demand_password: demandPasswordAction,
  reset: resetAction,
  admit: proposeAdmissionAction,
  move: proposeMoveAction,
  disable: disableAction,
  enable: proposeEnablingAction,
};
/** What hurts whom it is done to by mistake. */
const harsh: readonly Deed[] = ["reset", "disable"];

type Props = PageProps<"/staff/[id]/[deed]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { deed: named } = await params;
  const deed = deeds.find((one) => one === named);
  return deed ? { title: (await getT("staff"))(`deed.${deed}`) } : {};
}

/** One deed to one account, with its reason. Ends one session alone where the address has its handle. */
export default async function DeedPage({ params, searchParams }: Props) {
  const context = await guardPage("staff.manage");
  const { id: staffId, deed: named } = await params;
  const deed = deeds.find((one) => one === named) ?? notFound();
  const found = await loadPage(readPerson(context, { staffId }));
  const { person, branches, sessions } = found;
  const handle = deed === "end_sessions" ? oneParam(await searchParams, "session") : undefined;
  const session = sessions.find((one) => one.handle === handle);
  const t = await getT("staff");
  const account = await getT("account");
  const page = `/staff/${staffId}`;
  const one = t("one", { name: person.name, username: person.username });
  const device = session && (deviceOf(session.userAgent) ?? account("sessions.unknown"));
  const title = device ? t("oneSession", { device }) : t(`deed.${deed}`);
  const possible = found.deeds.includes(deed) && (!handle || session);
  return (
    <Desk desk="staff">
      <PageHead
        title={title}
        lead={session ? t("oneSessionText") : t(`consequence.${deed}`)}
        state={
          <Chip tone={accountTones[person.state]}>{`${person.username} ${t(`state.${person.state}`)}`}</Chip>
        }
        back={{ href: page, label: one }}
      />
      {possible ? (
        <div className="panel max-w-[40rem] p-6">
          <Form
            action={actions[deed]}
            language={await getLanguage()}
            labels={{
              role: t("field.role"),
              branchCode: t("field.branchCode"),
              reason: t("field.reason"),
            }}
          >
            <input type="hidden" name="staffId" value={staffId} />
            {session && <input type="hidden" name="handle" value={session.handle} />}
            {deed === "move" && (
              <FieldGrid>
                <SeatFields branches={branches} seat={person} />
              </FieldGrid>
            )}
            <TextareaField name="reason" required rows={3} support={t("support.reason")} />
            <FormEnd look={harsh.includes(deed) ? "danger" : "primary"} back={page}>
              {title}
            </FormEnd>
          </Form>
        </div>
      ) : (
        <Notice tone="warning" announce title={t("notNow")} action={<a href={page}>{one}</a>}>
          {found.own ? t("own") : t("notNowText")}
        </Notice>
      )}
    </Desk>
  );
}
