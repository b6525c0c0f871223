import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { loadPage } from "#app/_lib/load.ts";
import { guardPage } from "#app/_lib/session.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { testTokenAction } from "#app/(console)/tokens/[id]/test/actions.ts";
import { Chip } from "#components/chip.tsx";
import { CodeField } from "#components/code-field.tsx";
import { Form } from "#components/form.tsx";
import { PageHead } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { TokenFront } from "#components/token-drawing.tsx";
import { tokenTones } from "#components/tone.ts";
import { readToken } from "#core/tokens/read.ts";
import { testsPerMinute } from "#core/tokens/test.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("tokenMoves"))("test.title") };
}

export default async function TestPage({ params }: PageProps<"/tokens/[id]/test">) {
  const context = await guardPage("token.test");
  const { id } = await params;
  const { token } = await loadPage(readToken(context, { token: id }));
  const { digits } = token;
  const t = await getT("tokenMoves");
  const tokens = await getT("tokens");
  const resync = await getT("resync");
  const pending = (await getT("common"))("pending");
  return (
    <Desk desk="tokens">
      <PageHead
        title={t("test.title")}
        lead={t("test.lead")}
        state={
          <Chip tone={tokenTones[token.state]}>{`${token.serial} ${tokens(`state.${token.state}`)}`}</Chip>
        }
        back={{ href: `/tokens/${token.id}`, label: tokens("one", { serial: token.serial }) }}
      />
      <div className="panel grid items-start gap-x-10 gap-y-6 p-6 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <div>
          <Form action={testTokenAction} language={await getLanguage()} labels={{ otp: t("field.otp") }}>
            <input type="hidden" name="tokenId" value={token.id} />
            <CodeField
              name="otp"
              required
              autoFocus
              digits={digits}
              support={t("test.support", { digits })}
            />
            <SubmitButton pending={pending} wide>
              {t("test.submit")}
            </SubmitButton>
          </Form>
          <p className="mt-3 text-[0.875rem] text-ink-soft">{t("test.limit", { count: testsPerMinute })}</p>
        </div>
        <div className="max-w-80">
          <TokenFront
            name={t("section.test")}
            text={resync("drawing.firstText")}
            code={"12345678".slice(0, digits)}
          />
        </div>
      </div>
    </Desk>
  );
}
