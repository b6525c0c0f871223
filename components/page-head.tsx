type Props = {
  title: string;
  lead?: React.ReactNode;
  /** A chip beside the title. */
  state?: React.ReactNode;
  /** Buttons, the main one last. */
  actions?: React.ReactNode;
  /** The way back: the list this came from. */
  back?: { href: string; label: string };
};

export function PageHead({ title, lead, state, actions, back }: Props) {
  return (
    <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {back && (
          <a
            data-chrome
            href={back.href}
            className="-ml-1 inline-flex min-h-8 items-center gap-1 px-1 text-[0.875rem]"
          >
            <span aria-hidden="true">←</span>
            {back.label}
          </a>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="font-700 text-[1.5rem]">{title}</h1>
          {state}
        </div>
        {lead && <p className="max-w-[60em] text-ink-soft">{lead}</p>}
      </div>
      {actions && (
        <div data-chrome className="flex flex-wrap items-center gap-2">
          {actions}
        </div>
      )}
    </div>
  );
}

/** A part of a page with a heading of its own. */
export function Section({
  title,
  level = 2,
  actions,
  plain,
  children,
}: {
  title: string;
  level?: 2 | 3;
  actions?: React.ReactNode;
  /** Without the panel: for tables, which bring their own. */
  plain?: boolean;
  children: React.ReactNode;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className={plain ? "" : "panel p-5"}>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <Heading className={`font-700 ${level === 2 ? "text-[1.125rem]" : "text-[1rem]"}`}>{title}</Heading>
        {actions}
      </div>
      {children}
    </section>
  );
}
