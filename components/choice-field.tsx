"use client";
import { FieldError, GroupFrame } from "#components/field-frame.tsx";
import { useField } from "#components/form-context.tsx";

type Choice = { value: string; label: string; support?: string };

type GroupProps = {
  name: string;
  label?: string;
  required?: boolean;
  support?: React.ReactNode;
  options: readonly Choice[];
  /** Side by side where there is room. */
  inline?: boolean;
};

export function RadioGroup({ defaultValue, ...group }: GroupProps & { defaultValue?: string }) {
  return <Choices {...group} type="radio" chosen={defaultValue === undefined ? [] : [defaultValue]} />;
}

export function CheckboxGroup({
  defaultValues = [],
  ...group
}: GroupProps & { defaultValues?: readonly string[] }) {
  return <Choices {...group} type="checkbox" chosen={defaultValues} />;
}

function Choices({
  name,
  label,
  required,
  support,
  options,
  inline,
  type,
  chosen,
}: GroupProps & { type: "radio" | "checkbox"; chosen: readonly string[] }) {
  const field = useField(name, label, Boolean(support));
  const now = field.version > 0 ? (field.typed ?? []) : chosen;
  return (
    <GroupFrame {...field} required={required} support={support}>
      <div key={field.version} className={inline ? "flex flex-wrap gap-x-5" : "flex flex-col"}>
        {options.map((option) => (
          <Option
            key={option.value}
            id={`${field.id}-${option.value}`}
            type={type}
            name={name}
            value={option.value}
            defaultChecked={now.includes(option.value)}
            invalid={Boolean(field.error)}
            label={option.label}
            support={option.support}
          />
        ))}
      </div>
    </GroupFrame>
  );
}

type CheckboxProps = {
  name: string;
  label?: string;
  support?: string;
  defaultChecked?: boolean;
  required?: boolean;
};

/** One thing that is so or not: 印鑑照合. Sends `on`. */
export function Checkbox({ name, label, support, defaultChecked = false, required }: CheckboxProps) {
  const field = useField(name, label, Boolean(support));
  return (
    <div className={field.error ? "border-danger border-l-4 pl-3" : ""}>
      <Option
        key={field.version}
        id={field.id}
        type="checkbox"
        name={name}
        value="on"
        defaultChecked={field.version > 0 ? field.typed?.[0] === "on" : defaultChecked}
        invalid={Boolean(field.error)}
        describedBy={field.aria["aria-describedby"]}
        label={field.label}
        support={support}
        mark={required ? field.words.required : undefined}
      />
      <FieldError id={field.id} error={field.error} words={field.words} />
    </div>
  );
}

type OptionProps = {
  id: string;
  type: "radio" | "checkbox";
  name: string;
  value: string;
  defaultChecked: boolean;
  invalid: boolean;
  describedBy?: string | undefined;
  label: string;
  support?: string | undefined;
  mark?: string | undefined;
};

function Option({
  id,
  type,
  name,
  value,
  defaultChecked,
  invalid,
  describedBy,
  label,
  support,
  mark,
}: OptionProps) {
  return (
    <label
      htmlFor={id}
      className="flex min-h-11 items-center gap-2.5 rounded-6 py-1 pr-2 hover:bg-surface-hover"
    >
      <input
        id={id}
        type={type}
        name={name}
        value={value}
        defaultChecked={defaultChecked}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        className="size-5 shrink-0 accent-accent"
      />
      <span>
        {label}
        {mark && <span className="ml-2 font-700 text-[0.875rem] text-danger">{mark}</span>}
        {support && (
          <span id={`${id}-support`} className="block text-[0.875rem] text-ink-soft leading-150">
            {support}
          </span>
        )}
      </span>
    </label>
  );
}
