import { getLanguage, getT } from "#app/_lib/language.ts";
import { Steps } from "#components/steps.tsx";

const steps = ["key", "check", "submit"] as const;

/** How far a clerk is with a form, from the paper to the approver. */
export async function FormSteps({ at }: { at: (typeof steps)[number] }) {
  const t = await getT("forms");
  return (
    <Steps
      slim
      language={await getLanguage()}
      names={steps.map((step) => t(`step.${step}`))}
      current={steps.indexOf(at) + 1}
    />
  );
}
