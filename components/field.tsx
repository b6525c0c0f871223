"use client";
import { FieldFrame } from "#components/field-frame.tsx";
import { useField } from "#components/form-context.tsx";

export type FieldWidth = "auto" | "xs" | "s" | "m" | "full";

const widths: Record<FieldWidth, string> = {
  auto: "max-w-full",
  xs: "w-28",
  s: "w-56 max-w-full",
  m: "w-96 max-w-full",
  full: "w-full",
};
const invalid = "aria-invalid:border-2 aria-invalid:border-danger";

type Common = {
  name: string;
  /** Defaults to the form's `labels[name]`. */
  label?: string;
  required?: boolean;
  support?: React.ReactNode;
  width?: FieldWidth;
};

type FieldProps = Common &
  Omit<React.ComponentProps<"input">, "name" | "required" | "className" | "width"> & {
    /** What a person may type full-width and the bank keeps half-width; converted when the field is left. */
    halfWidth?: "digits" | "code" | "text";
  };

/** One line of text: also passwords, dates (西暦 or 和暦, so `type="text"`), files. */
export function Field({
  name,
  label,
  required,
  support,
  width = "m",
  halfWidth,
  type = "text",
  ...rest
}: FieldProps) {
  const field = useField(name, label, Boolean(support));
  const secret = type === "password" || type === "file";
  return (
    <FieldFrame {...field} required={required} support={support}>
      <input
        key={field.version}
        autoComplete="off"
        {...rest}
        id={field.id}
        name={name}
        type={type}
        defaultValue={secret ? undefined : (field.typed?.[0] ?? rest.defaultValue)}
        aria-required={required}
        {...field.aria}
        spellCheck={false}
        onBlur={(event) => {
          if (halfWidth) event.currentTarget.value = toHalfWidth(event.currentTarget.value, halfWidth);
        }}
        className={`control ${widths[width]} ${invalid} ${halfWidth === "digits" || halfWidth === "code" ? "code" : ""} ${
          type === "file"
            ? "file:mr-3 file:min-h-8 file:rounded-6 file:border file:border-line-strong file:px-3"
            : ""
        }`}
      />
    </FieldFrame>
  );
}

/** Ｒ８．１１．２２ → R8.11.22; digits and codes lose their spaces and hyphens of any kind. */
export function toHalfWidth(typed: string, kind: "digits" | "code" | "text"): string {
  const half = typed.normalize("NFKC").trim();
  if (kind === "text") return half;
  const bare = half.replace(/[\s\-‐‑‒–—―−ー]/g, "");
  return kind === "code" ? bare.toUpperCase() : bare;
}

type SelectProps = Common & {
  options: readonly { value: string; label: string }[];
  /** The first, empty choice: 「選択してください」 in a form, 「すべて」 in a filter. */
  emptyLabel?: string;
  defaultValue?: string;
  /** The letter that focuses it: see `Hotkeys`. */
  hotkey?: string;
};

export function SelectField({
  name,
  label,
  required,
  support,
  width = "m",
  options,
  emptyLabel,
  defaultValue,
  hotkey,
}: SelectProps) {
  const field = useField(name, label, Boolean(support));
  return (
    <FieldFrame {...field} required={required} support={support}>
      <select
        key={field.version}
        id={field.id}
        name={name}
        defaultValue={field.typed?.[0] ?? defaultValue ?? ""}
        data-hotkey={hotkey}
        aria-required={required}
        {...field.aria}
        className={`control pr-8 ${widths[width]} ${invalid}`}
      >
        {emptyLabel !== undefined && <option value="">{emptyLabel}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

type TextareaProps = Common & { rows?: number; defaultValue?: string; maxLength?: number };

export function TextareaField({
  name,
  label,
  required,
  support,
  width = "full",
  rows = 3,
  ...rest
}: TextareaProps) {
  const field = useField(name, label, Boolean(support));
  return (
    <FieldFrame {...field} required={required} support={support}>
      <textarea
        key={field.version}
        {...rest}
        id={field.id}
        name={name}
        rows={rows}
        defaultValue={field.typed?.[0] ?? rest.defaultValue}
        aria-required={required}
        {...field.aria}
        className={`control ${widths[width]} ${invalid}`}
      />
    </FieldFrame>
  );
}
