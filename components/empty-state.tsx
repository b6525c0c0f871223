import { Icon, type IconName } from "#components/icon.tsx";

type Props = { title: string; children?: React.ReactNode; action?: React.ReactNode; icon?: IconName };

/** Nothing here, said kindly: why, and what to do. */
export function EmptyState({ title, children, action, icon = "search" }: Props) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-10 text-center">
      <span className="text-ink-faint">
        <Icon name={icon} size={32} />
      </span>
      <p className="font-700">{title}</p>
      {children && <div className="max-w-[40em] text-ink-soft">{children}</div>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}
