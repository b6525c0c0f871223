import { Chip } from "#components/chip.tsx";
import { Help, HelpButton, type HelpText } from "#components/help.tsx";
import { Hotkeys } from "#components/hotkeys.tsx";
import { Icon, type IconName } from "#components/icon.tsx";
import { LanguageSwitch } from "#components/language-switch.tsx";
import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";
import type { Role } from "#core/staff/rules.ts";

const icons = {
  home: "home",
  contracts: "contract",
  forms: "form",
  orders: "truck",
  notices: "mail",
  tokens: "token",
  fees: "fee",
  debits: "debit",
  loginEvents: "login",
  lookUps: "search",
  delegations: "substitute",
  audit: "audit",
  staff: "staff",
  clients: "client",
  sealKeys: "lock",
  settings: "settings",
} as const satisfies Record<string, IconName>;
export type Desk = keyof typeof icons;

type Props = {
  language: Language;
  person: { name: string; role: Role; branch: string | null; standsInFor: readonly string[] };
  /** The desks this person may enter, in order, with what waits at each. */
  desks: readonly { desk: Desk; href: string; count?: number }[];
  current?: Desk | undefined;
  /** Where the box leads, what it finds, and what was searched for, to stay in it. */
  search: { href: string; support: string; query?: string | undefined };
  setLanguage: (form: FormData) => Promise<void>;
  signOut: (form: FormData) => Promise<void>;
  help: HelpText;
  children: React.ReactNode;
};

/** The frame of every console page: who, search, desks, help, and the page itself as `main`. */
export function Shell(props: Props) {
  const { language, desks, current, help, children } = props;
  const t = translate(language, "common");
  return (
    <>
      <a
        href="#main"
        className="absolute top-0 left-0 z-50 -translate-y-full bg-surface px-4 py-3 font-700 focus:translate-y-0"
      >
        {t("skipToMain")}
      </a>
      <Header {...props} />
      <div className="grid lg:grid-cols-[13rem_minmax(0,1fr)] print:block">
        <nav
          data-chrome
          aria-label={t("nav")}
          className="border-line border-b bg-surface py-1 lg:sticky lg:top-14 lg:h-[calc(100dvh-3.5rem)] lg:overflow-y-auto lg:border-r lg:border-b-0 lg:py-3"
        >
          <ul className="flex flex-wrap gap-0.5 px-2 lg:flex-col">
            {desks.map(({ desk, href, count }) => (
              <li key={desk}>
                <a
                  href={href}
                  aria-current={desk === current ? "page" : undefined}
                  className="flex min-h-11 items-center gap-2.5 rounded-6 border-transparent border-l-4 px-2.5 text-ink no-underline hover:bg-surface-hover aria-[current=page]:border-accent aria-[current=page]:bg-accent-soft aria-[current=page]:font-700 aria-[current=page]:text-accent"
                >
                  <Icon name={icons[desk]} />
                  <span className="flex-1">{t(`desk.${desk}`)}</span>
                  {count !== undefined && count > 0 && (
                    <span className="tabular min-w-7 rounded-full bg-neutral-soft px-2 py-px text-center font-700 text-[0.8125rem] text-neutral">
                      <span aria-hidden="true">{count}</span>
                      <span className="sr-only">{t("list.count", { count })}</span>
                    </span>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <main
          id="main"
          tabIndex={-1}
          className="flex min-h-[calc(100dvh-3.5rem)] min-w-0 flex-col px-4 py-4 lg:px-6 print:block print:p-0"
        >
          {children}
        </main>
      </div>
      <Help language={language} help={help} />
      <Hotkeys />
    </>
  );
}

function Header({ language, person, search, setLanguage, signOut }: Props) {
  const t = translate(language, "common");
  return (
    <header
      data-chrome
      className="z-40 flex min-h-14 flex-wrap items-center gap-x-5 gap-y-1 border-line border-b bg-surface px-4 lg:sticky lg:top-0 lg:h-14 lg:flex-nowrap lg:pl-5"
    >
      <a
        href="/"
        className="flex min-h-11 w-[11rem] items-center gap-2.5 text-ink no-underline hover:text-accent"
      >
        <Mark />
        <span className="font-700 text-[1.0625rem] tracking-wide">{t("product")}</span>
      </a>
      <search className="min-w-60 max-w-[34rem] flex-1">
        <form method="get" action={search.href} className="relative flex">
          <label htmlFor="search" className="sr-only">
            {t("search.label")}
          </label>
          <input
            id="search"
            data-search
            name="q"
            type="search"
            placeholder=" "
            defaultValue={search.query}
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="search"
            aria-keyshortcuts="/"
            aria-describedby="search-support"
            className="control peer w-full rounded-r-none pr-9"
          />
          <span
            id="search-support"
            className="pointer-events-none absolute top-1/2 left-3 hidden max-w-[calc(100%-6.5rem)] -translate-y-1/2 truncate text-[0.8125rem] text-ink-faint peer-[:not(:focus):placeholder-shown]:block"
          >
            {search.support}
          </span>
          <button
            type="submit"
            className="flex min-h-11 w-12 shrink-0 items-center justify-center rounded-r-6 border border-accent bg-accent text-on-accent hover:bg-accent-strong"
          >
            <Icon name="search" />
            <span className="sr-only">{t("search.submit")}</span>
          </button>
        </form>
      </search>
      <div className="ml-auto flex flex-wrap items-center gap-1 lg:flex-nowrap">
        <HelpButton label={t("help.open")} />
        <LanguageSwitch language={language} setLanguage={setLanguage} />
        {person.standsInFor.length > 0 && (
          <Chip tone="warning">{t("standsInFor", { branches: person.standsInFor.join("、") })}</Chip>
        )}
        <div className="border-line border-l pr-1 pl-4 leading-140">
          <a
            href="/me"
            title={t("ownAccount")}
            className="inline-flex min-h-6 items-center font-700 text-[0.875rem]"
          >
            {person.name}
            <span className="sr-only">（{t("ownAccount")}）</span>
          </a>
          <p className="text-[0.75rem] text-ink-soft">
            {t(`role.${person.role}`)} ・ {person.branch ?? t("allBranches")}
          </p>
        </div>
        <form action={signOut}>
          <button
            type="submit"
            className="flex min-h-11 items-center gap-1.5 rounded-6 px-2.5 text-[0.875rem] text-accent hover:bg-accent-soft"
          >
            <Icon name="signOut" size={18} />
            <span className="underline underline-offset-4">{t("signOut")}</span>
          </button>
        </form>
      </div>
    </header>
  );
}

/** The product's sign: a token with its display. */
export function Mark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" width="30" height="30" className="shrink-0 text-accent">
      <rect x="1" y="5" width="30" height="22" rx="6" fill="currentColor" />
      <rect x="5" y="10" width="15" height="8" rx="1.5" className="fill-surface" />
      <path d="M8 14h1.5m3 0H14m3 0h.5" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <circle cx="25.5" cy="14" r="2.5" className="fill-surface" />
    </svg>
  );
}
