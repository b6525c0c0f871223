import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { enterCells } from "#app/(customer)/personal-web/actions.ts";
import { CardCells } from "#app/(customer)/personal-web/card-cells.tsx";
import { CustomerFrame } from "#app/(customer)/personal-web/frame.tsx";
import { currentLogin, overLogin, pageOf } from "#app/(customer)/personal-web/login.ts";
import { Form } from "#components/form.tsx";
import { SubmitButton } from "#components/submit-button.tsx";

const path = "/personal-web/login/card";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("customer"))("factor.cardTitle") };
}

export default async function CardPage() {
  const login = await currentLogin();
  const next = pageOf(login);
  if (next !== path) redirect(next);
  // The card was due when the login began and is no longer: another factor is, for a new login.
  const asked = login.cells ?? overLogin();
  const t = await getT("customer");
  const common = await getT("common");
  return (
    <CustomerFrame title={t("factor.cardTitle")} help={t("factor.cardHelp")}>
      <div className="panel p-6 sm:p-8">
        <p className="mb-5">{t("factor.cardLead")}</p>
        <Form action={enterCells} language={await getLanguage()} labels={{ cells: t("factor.cells") }}>
          <CardCells asked={asked} />
          <p>{t("factor.cardCaution")}</p>
          <div className="flex w-96 max-w-full flex-col">
            <SubmitButton pending={common("pending")} wide>
              {t("factor.submit")}
            </SubmitButton>
          </div>
        </Form>
      </div>
      <p className="mt-4 px-1">
        <a href="/personal-web/login" className="inline-flex min-h-11 items-center">
          {t("factor.again")}
        </a>
      </p>
    </CustomerFrame>
  );
}
