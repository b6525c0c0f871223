import { getT } from "#app/_lib/language.ts";
import { ButtonLink } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { notInCp932 } from "#core/cp932.ts";

type Props = {
  /** What the address tells of them. */
  lost: string | undefined;
  /** Where the file is. */
  file: string;
};

/** Says, before a file in CP932 is taken, which characters of it CP932 cannot carry; then it can be taken all the same. */
export async function LostCharacters({ lost, file }: Props) {
  const characters = notInCp932(lost ?? "");
  if (characters.length === 0) return null;
  const common = await getT("common");
  const href = `${file}${file.includes("?") ? "&" : "?"}encoding=cp932&told=1`;
  return (
    <div className="mb-3">
      <Notice
        tone="warning"
        title={common("list.lost", { characters: characters.join(" ") })}
        announce
        action={
          <ButtonLink href={href} download>
            {common("list.allTheSame")}
          </ButtonLink>
        }
      >
        {common("list.lostText")}
      </Notice>
    </div>
  );
}
