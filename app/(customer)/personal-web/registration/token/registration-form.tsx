import { getLanguage, getT } from "#app/_lib/language.ts";
import { registerToken } from "#app/(customer)/personal-web/actions.ts";
import { CardCells } from "#app/(customer)/personal-web/card-cells.tsx";
import { CodeField } from "#components/code-field.tsx";
import { Field } from "#components/field.tsx";
import { Form } from "#components/form.tsx";
import { Section } from "#components/page-head.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { TokenDrawing } from "#components/token-drawing.tsx";
import type { CellNames } from "#core/logins/rules.ts";

/** Serial, OTP and confirmation password, in the order of the guide's screen. */
export async function RegistrationForm({ asked }: { asked: CellNames }) {
  const t = await getT("customer");
  const common = await getT("common");
  return (
    <Form
      action={registerToken}
      language={await getLanguage()}
      labels={{ serial: t("start.serial"), otp: t("start.otp"), cells: t("start.cells") }}
    >
      <Section title={t("start.section")}>
        <div className="grid grid-cols-1 items-start gap-x-8 gap-y-5 md:grid-cols-2">
          <Field
            name="serial"
            required
            support={t("start.serialSupport")}
            halfWidth="text"
            autoCapitalize="characters"
            width="full"
          />
          <CodeField name="otp" required support={t("start.otpSupport")} digits={8} />
        </div>
        <div className="mt-6 border-line border-t pt-4">
          <h3 className="mb-3 font-700">【{t("start.howTo")}】</h3>
          <TokenDrawing
            words={{
              back: t("start.back"),
              backText: t("start.backText"),
              front: t("start.front"),
              frontText: t("start.frontText"),
            }}
          />
        </div>
      </Section>
      <Section title={t("start.cardSection")}>
        <CardCells asked={asked} />
      </Section>
      <div className="mx-auto flex w-96 max-w-full flex-col">
        <SubmitButton pending={common("pending")} wide>
          {t("start.submit")}
        </SubmitButton>
      </div>
    </Form>
  );
}
