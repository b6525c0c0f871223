type Props = {
  /** Names the region: 「契約者」. */
  label: string;
  /** Masked unless the person asked with a reason. */
  name: string;
  kana?: string;
  /** Contractor ID, branch, account: short facts in order of use. */
  facts: readonly { label: string; value: React.ReactNode }[];
  /** Chips. */
  states?: React.ReactNode;
  /** 「伏せずに表示する」. */
  action?: React.ReactNode;
};

/** Who this is about, at the top of every page of a case, where the eye expects it. */
export function IdentityBar({ label, name, kana, facts, states, action }: Props) {
  return (
    <section
      aria-label={label}
      className="panel mb-4 flex flex-wrap items-center gap-x-8 gap-y-2 border-l-[6px] border-l-accent px-5 py-3"
    >
      <div>
        {kana && <p className="text-[0.8125rem] text-ink-soft leading-140">{kana}</p>}
        <p className="font-700 text-[1.25rem] leading-140">{name}</p>
      </div>
      <dl className="flex flex-wrap gap-x-8 gap-y-1">
        {facts.map((fact) => (
          <div key={fact.label}>
            <dt className="text-[0.8125rem] text-ink-soft leading-140">{fact.label}</dt>
            <dd className="tabular font-700">{fact.value}</dd>
          </div>
        ))}
      </dl>
      <div className="ml-auto flex flex-wrap items-center gap-2">
        {states}
        {action && <span data-chrome>{action}</span>}
      </div>
    </section>
  );
}
