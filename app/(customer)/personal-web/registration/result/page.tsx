import type { Metadata } from "next";
import { getLanguage, getT } from "#app/_lib/language.ts";
import { CustomerFrame } from "#app/(customer)/personal-web/frame.tsx";
import { overLogin } from "#app/(customer)/personal-web/login.ts";
import { readReceipt } from "#app/(customer)/personal-web/receipt.ts";
import { secondInJapan } from "#app/(customer)/personal-web/second-in-japan.ts";
import { ButtonLink } from "#components/button.tsx";
import { DescriptionList } from "#components/description-list.tsx";
import { Notice } from "#components/notice.tsx";
import { Section } from "#components/page-head.tsx";
import { Steps } from "#components/steps.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT("customer");
  return { title: `${t("start.steps.result")}：${t("start.title")}` };
}

export default async function RegistrationResultPage() {
  const receipt = (await readReceipt()) ?? overLogin();
  const language = await getLanguage();
  const t = await getT("customer");
  return (
    <CustomerFrame title={t("start.title")} help={t("done.help")}>
      <Steps language={language} names={[t("start.steps.register"), t("start.steps.result")]} current={2} />
      <div className="flex flex-col gap-6">
        <Notice tone="success" title={t("done.text")} />
        <div className="panel px-5 py-3 text-[1.0625rem]">
          <DescriptionList
            items={[
              {
                label: t("done.receiptNumber"),
                value: (
                  <span className="code font-700 text-[1.25rem]">
                    {String(receipt.receiptNumber).padStart(7, "0")}
                  </span>
                ),
              },
              {
                label: t("done.receivedAt"),
                value: <span className="break-keep">{secondInJapan(language, receipt.registeredAt)}</span>,
              },
            ]}
          />
        </div>
        <Section title={t("done.section")}>
          <DescriptionList
            items={[
              {
                label: t("done.serial"),
                value: <span className="code text-[1.125rem]">{receipt.serial}</span>,
              },
            ]}
          />
        </Section>
        <Notice tone="warning" title={t("done.cautionTitle")}>
          {t("done.caution")}
        </Notice>
        <div data-chrome className="mx-auto w-96 max-w-full">
          <ButtonLink href="/personal-web/login" look="primary" wide>
            {t("done.back")}
          </ButtonLink>
        </div>
      </div>
    </CustomerFrame>
  );
}
