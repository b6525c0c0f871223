import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { FormEnd } from "#app/(console)/form-end.tsx";
import {
  askDisposalAction,
  askReopeningAction,
  releaseAction,
  restockAction,
  revokeAction,
  suspendAction,
} from "#app/(console)/tokens/[id]/actions.ts";
import { Chip } from "#components/chip.tsx";
import { Checkbox, RadioGroup } from "#components/choice-field.tsx";
import { TextareaField } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import type { FormAction } from "#components/form-state.ts";
import { Notice } from "#components/notice.tsx";
import { PageHead } from "#components/page-head.tsx";
import { tokenTones } from "#components/tone.ts";
import { readToken } from "#core/tokens/read.ts";
import { type TokenMove, tokenMoves } from "#core/tokens/rules.ts";

const actions: Record<TokenMove, FormAction> = {
  suspend: suspendAction,
  reopen: askReopeningAction,
  release: releaseAction,
  restock: restockAction,
  revoke: revokeAction,
  dispose: askDisposalAction,
};

export async function generateMetadata({ params }: PageProps<"/tokens/[id]/[move]">): Promise<Metadata> {
  const { move: named } = await params;
  const move = tokenMoves.find((one) => one === named);
  return move ? { title: (await getT("tokenMoves"))(`button.${move}`) } : {};
}

export default async function MovePage({ params }: PageProps<"/tokens/[id]/[move]">) {
  const context = await guardPage("token.stop");
  const { id, move: named } = await params;
  const move = tokenMoves.find((one) => one === named) ?? notFound();
  const { token, moves } = await loadPage(readToken(context, { token: id }));
  const t = await getT("tokenMoves");
  const tokens = await getT("tokens");
  const page = `/tokens/${token.id}`;
  const stops = move === "suspend" || move === "revoke";
  return (
    <Desk desk="tokens">
      <PageHead
        title={t(`button.${move}`)}
        lead={t(`consequence.${move}`)}
        state={
          <Chip tone={tokenTones[token.state]}>{`${token.serial} ${tokens(`state.${token.state}`)}`}</Chip>
        }
        back={{ href: page, label: tokens("one", { serial: token.serial }) }}
      />
      {moves.includes(move) ? (
        <div className="panel max-w-[40rem] p-6">
          <Form
            action={actions[move]}
            language={await getLanguage()}
            labels={{ reason: t("field.reason"), stolen: t("field.stolen"), seal: t("field.seal") }}
          >
            <input type="hidden" name="tokenId" value={token.id} />
            {move === "restock" && (
              <RadioGroup
                name="seal"
                required
                options={(["unbroken", "broken"] as const).map((value) => ({
                  value,
                  label: t(`seal.${value}`),
                }))}
              />
            )}
            <TextareaField name="reason" required rows={3} />
            {stops && <Checkbox name="stolen" support={t("stolenSupport")} />}
            <FormEnd look={stops ? "danger" : "primary"} back={page}>
              {t(`button.${move}`)}
            </FormEnd>
          </Form>
        </div>
      ) : (
        <Notice
          tone="warning"
          announce
          title={t("notMovable")}
          action={<a href={page}>{tokens("one", { serial: token.serial })}</a>}
        >
          {t("notMovableText")}
        </Notice>
      )}
    </Desk>
  );
}
