import { getT } from "#app/_lib/language.ts";
import { Desk } from "#app/(console)/desk.tsx";
import { ButtonLink } from "#components/button.tsx";
import { PageHead } from "#components/page-head.tsx";

/** In place of a page: what is wrong, in plain words, with the search and the person's desks at hand. */
export async function NoDesk({ title, text }: { title: string; text: string }) {
  const t = await getT("common");
  return (
    <Desk desk="none">
      <title>{`${title} | ${t("product")}`}</title>
      <PageHead title={title} lead={text} />
      <p>
        <ButtonLink href="/" look="primary">
          {t("page.home")}
        </ButtonLink>
      </p>
    </Desk>
  );
}
