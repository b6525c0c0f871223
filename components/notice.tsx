import { Icon, type IconName } from "#components/icon.tsx";
import type { Tone } from "#components/tone.ts";

const looks: Record<Tone, { box: string; icon: IconName }> = {
  neutral: { box: "border-neutral-line border-l-neutral bg-neutral-soft text-neutral", icon: "info" },
  info: { box: "border-info-line border-l-info bg-info-soft text-info", icon: "info" },
  success: { box: "border-success-line border-l-success bg-success-soft text-success", icon: "check" },
  warning: { box: "border-warning-line border-l-warning bg-warning-soft text-warning", icon: "warning" },
  danger: { box: "border-danger-line border-l-danger bg-danger-soft text-danger", icon: "alert" },
};

type Props = {
  tone: Tone;
  title: string;
  children?: React.ReactNode;
  /** What to do next: a link or a button. */
  action?: React.ReactNode;
  /** Spoken at once when it appears; leave out for what stands on the page anyway. */
  announce?: boolean;
};

export function Notice({ tone, title, children, action, announce }: Props) {
  const { box, icon } = looks[tone];
  return (
    <div
      role={announce ? (tone === "danger" || tone === "warning" ? "alert" : "status") : undefined}
      className={`flex items-start gap-3 rounded-6 border border-l-[6px] px-4 py-3 ${box}`}
    >
      <span className="pt-0.5">
        <Icon name={icon} size={22} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-700">{title}</p>
        {children && <div className="text-ink">{children}</div>}
      </div>
      {action && <div className="self-center">{action}</div>}
    </div>
  );
}
