"use server";
import { getFormat, getLanguage, getT } from "#app/_lib/language.ts";
import { forCounter } from "#app/_lib/request.ts";
import { runDeskForm } from "#app/(console)/run-desk-form.ts";
import type { FormState } from "#components/form-state.ts";
import { formatSigned } from "#components/words/format.ts";
import { readToken } from "#core/tokens/read.ts";
import { type TokenTest, testToken } from "#core/tokens/test.ts";

type Tested = TokenTest & {
  token: Awaited<ReturnType<typeof readToken>>["token"];
  contractId: string | undefined;
};

export async function testTokenAction(state: FormState, form: FormData): Promise<FormState> {
  let tested: Tested | undefined;
  const next = await runDeskForm(state, form, async (context) => {
    const found = await testToken(forCounter(context), Object.fromEntries(form));
    const { token, owner } = await readToken(context, { token: form.get("tokenId") });
    const contractId = token.state === "active" ? owner?.contractId : undefined;
    tested = { ...found, token, contractId };
  });
  return tested ? { ...next, notice: await noticeOf(tested) } : next;
}

/** What was found, and what to do about it. */
async function noticeOf({
  outcome,
  driftSteps,
  advice,
  token,
  contractId,
}: Tested): Promise<FormState["notice"]> {
  const t = await getT("tokenMoves");
  const format = await getFormat();
  const drift =
    driftSteps === null
      ? []
      : driftSteps === 0
        ? [t("test.exact")]
        : [
            t("test.drift", {
              steps: formatSigned(await getLanguage(), driftSteps),
              seconds: token.stepSeconds,
            }),
          ];
  const wrong = outcome === "wrong" ? [t("wrongText", { serial: token.serial })] : [];
  const told = advice.map((one) => t(`advice.${one}`, { date: format.date(token.expiresOn) }));
  return {
    tone: outcome === "matched" || outcome === "used" ? "success" : "danger",
    title: t(`outcome.${outcome}`),
    text: [...wrong, ...drift, ...told].join(" "),
    ...(outcome === "off" &&
      contractId && { next: { href: `/contracts/${contractId}/resync`, label: t("resync") } }),
  };
}
