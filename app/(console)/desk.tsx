import { getLanguage, getT, setLanguage } from "#app/_lib/language.ts";
import { staffContext } from "#app/_lib/session.ts";
import { signOut } from "#app/(sign-in)/sign-in/actions.ts";
import { deskStates } from "#components/desk-states.tsx";
import { SessionClock } from "#components/session-clock.tsx";
import { type Desk as DeskName, Shell } from "#components/shell.tsx";
import { words } from "#components/words/words.ts";
import { permits, type StaffPermission } from "#core/permissions.ts";

/** The desks of the console and what one must be allowed to enter them. */
const desks = [
  { desk: "home", href: "/", permit: null },
  { desk: "contracts", href: "/contracts", permit: "contract.read" },
  { desk: "forms", href: "/forms", permit: "form.read" },
  { desk: "orders", href: "/orders", permit: "order.read" },
  { desk: "notices", href: "/notices", permit: "notice.read" },
  { desk: "tokens", href: "/tokens", permit: "token.read" },
  { desk: "fees", href: "/fees", permit: "fee.read" },
  { desk: "debits", href: "/debits", permit: "debit.read" },
  { desk: "settings", href: "/settings", permit: "setting.read" },
  { desk: "delegations", href: "/delegations", permit: "delegation.read" },
  { desk: "loginEvents", href: "/login-events", permit: "audit.read" },
  { desk: "lookUps", href: "/look-ups", permit: "lookup.read" },
  { desk: "audit", href: "/audit", permit: "audit.read" },
  { desk: "staff", href: "/staff", permit: "staff.read" },
  { desk: "clients", href: "/clients", permit: "client.read" },
  { desk: "sealKeys", href: "/keys", permit: "key.read" },
] as const satisfies readonly { desk: DeskName; href: string; permit: StaffPermission | null }[];

type Props = {
  /** `none` stands where a page cannot be shown. */
  desk: (typeof desks)[number]["desk"] | "me" | "none";
  query?: string;
  children: React.ReactNode;
};

/** The frame of a console page: shows the person the desks that are open to them. Guards nothing. */
export async function Desk({ desk, query, children }: Props) {
  const { actor, session, now } = await staffContext();
  const help = await getT("help");
  const common = await getT("common");
  // Who does no customer's work looks for their colleagues.
  const searched = permits(actor, "contract.read") ? "contracts" : "staff";
  const language = await getLanguage();
  const told = desk === "none" ? "home" : desk;
  return (
    <Shell
      language={language}
      person={{
        name: actor.name,
        role: actor.role,
        branch: actor.branchCode,
        standsInFor: [...new Set(actor.standsInFor.map(({ branchName }) => branchName))],
      }}
      desks={desks.filter(({ permit }) => permit === null || permits(actor, permit))}
      {...(desk !== "me" && desk !== "none" && { current: desk })}
      search={{
        href: `/${searched}`,
        support: common(`search.support.${searched}`),
        query: desk === searched ? query : undefined,
      }}
      setLanguage={setLanguage}
      signOut={signOut}
      help={{
        title: help(`${told}.title`),
        text: help(`${told}.text`),
        states: deskStates(language, told),
      }}
    >
      {children}
      <SessionClock
        href="/me/session"
        state={{
          username: session.actor.username,
          idleMs: session.idleEndsAt.getTime() - now.getTime(),
          dayMs: session.endsAt.getTime() - now.getTime(),
        }}
        words={words[language].account.clock}
      />
    </Shell>
  );
}
