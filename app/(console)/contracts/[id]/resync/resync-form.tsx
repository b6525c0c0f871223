import { getLanguage, getT } from "#app/_lib/language.ts";
import { resyncAction } from "#app/(console)/contracts/[id]/resync/actions.ts";
import { CodeField } from "#components/code-field.tsx";
import { Form } from "#components/form.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { TokenFront } from "#components/token-drawing.tsx";
import type { readResync } from "#core/logins/read-resync.ts";

type Token = NonNullable<Awaited<ReturnType<typeof readResync>>["token"]>;

/** Two OTPs in the order in which the token shows them, and how to come by them. */
export async function ResyncForm({ contractorId, token }: { contractorId: string; token: Token }) {
  const t = await getT("resync");
  const pending = (await getT("common"))("pending");
  const { kind, digits, stepSeconds: seconds, serial } = token;
  return (
    <div className="panel grid items-start gap-x-10 gap-y-6 p-6 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
      <div>
        <Form
          action={resyncAction}
          language={await getLanguage()}
          labels={{ "otps.0": t("field.first"), "otps.1": t("field.second") }}
        >
          <input type="hidden" name="contractorId" value={contractorId} />
          <CodeField
            name="otps.0"
            required
            autoFocus
            digits={digits}
            support={t("support.first", { digits })}
          />
          <CodeField
            name="otps.1"
            required
            digits={digits}
            support={t(`support.second.${kind}`, { digits })}
          />
          <SubmitButton pending={pending} wide>
            {t("submit")}
          </SubmitButton>
        </Form>
      </div>
      <section>
        <h2 className="mb-2 font-700 text-[1.125rem]">{t("how")}</h2>
        <ol className="mb-2 list-decimal pl-6">
          <li>{t("serialStep", { serial })}</li>
          <li>{t("firstStep", { digits })}</li>
          <li>{t(`secondStep.${kind}`, { digits, seconds })}</li>
        </ol>
        <p className="mb-5 text-[0.875rem]">{t("caution")}</p>
        <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
          <TokenFront
            name={t("drawing.first")}
            text={t("drawing.firstText")}
            code={"12345678".slice(0, digits)}
          />
          <TokenFront
            name={t("drawing.second")}
            text={t("drawing.secondText")}
            code={"90817263".slice(0, digits)}
          />
        </div>
      </section>
    </div>
  );
}
