export type ButtonLook = "primary" | "secondary" | "danger" | "quiet";

const base =
  "inline-flex min-h-11 items-center justify-center gap-2 rounded-8 border px-4 py-1.5 text-center font-700 leading-130 no-underline transition-colors aria-disabled:cursor-progress aria-disabled:opacity-70";

const looks: Record<ButtonLook, string> = {
  primary:
    "border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong hover:text-on-accent",
  secondary: "border-accent bg-surface text-accent hover:bg-accent-soft hover:text-accent-strong",
  danger:
    "border-danger bg-danger text-on-danger hover:border-danger-strong hover:bg-danger-strong hover:text-on-danger",
  quiet:
    "border-transparent bg-transparent text-accent underline hover:bg-accent-soft hover:text-accent-strong",
};

/** The classes of a button, for the few places that need their own element. */
export function buttonClass(look: ButtonLook = "secondary", wide = false): string {
  return `${base} ${looks[look]} ${wide ? "w-full" : "min-w-24"}`;
}

type ButtonProps = Omit<React.ComponentProps<"button">, "className"> & { look?: ButtonLook; wide?: boolean };

export function Button({ look = "secondary", wide, type = "button", ...rest }: ButtonProps) {
  return <button type={type} className={buttonClass(look, wide)} {...rest} />;
}

type ButtonLinkProps = Omit<React.ComponentProps<"a">, "className" | "href"> & {
  href: string;
  look?: ButtonLook;
  wide?: boolean;
};

/** For going somewhere: looks like a button, is a link. */
export function ButtonLink({ look = "secondary", wide, ...rest }: ButtonLinkProps) {
  return <a className={buttonClass(look, wide)} {...rest} />;
}

/** Buttons of one form or page, the main one first. */
export function ButtonRow({ children }: { children: React.ReactNode }) {
  return (
    <div data-chrome className="flex flex-wrap items-center gap-3">
      {children}
    </div>
  );
}
