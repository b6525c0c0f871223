import { getT } from "#app/_lib/language.ts";
import { ButtonLink, type ButtonLook, ButtonRow } from "#components/button.tsx";
import { SubmitButton } from "#components/submit-button.tsx";

type Props = {
  /** What the button does. */
  children: React.ReactNode;
  look?: ButtonLook;
  /** Where somebody goes who leaves it. */
  back: string;
};

/** The end of a form that has a page to itself: do it, or leave it. */
export async function FormEnd({ children, look = "primary", back }: Props) {
  const common = await getT("common");
  return (
    <ButtonRow>
      <SubmitButton look={look} pending={common("pending")}>
        {children}
      </SubmitButton>
      <ButtonLink href={back} look="quiet">
        {common("action.discard")}
      </ButtonLink>
    </ButtonRow>
  );
}
