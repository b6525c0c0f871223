import { getT } from "#app/_lib/language.ts";
import { getTheme } from "#app/_lib/theme.ts";
import { setThemeAction } from "#app/(console)/me/actions.ts";
import { buttonClass } from "#components/button.tsx";
import { Section } from "#components/page-head.tsx";
import { themes } from "#components/themes.ts";

/** How the console looks in this browser: light, dark, or as the device does; a press chooses. */
export async function ThemeChoice() {
  const t = await getT("account");
  const chosen = (await getTheme()) ?? "system";
  return (
    <Section title={t("me.theme.title")}>
      <form action={setThemeAction} className="flex flex-wrap items-center gap-3">
        {([...themes, "system"] as const).map((one) => (
          <button
            key={one}
            type="submit"
            name="theme"
            value={one}
            aria-pressed={one === chosen}
            className={buttonClass(one === chosen ? "primary" : "secondary")}
          >
            {t(`me.theme.${one}`)}
          </button>
        ))}
        <p className="text-ink-soft">{t("me.theme.text")}</p>
      </form>
    </Section>
  );
}
