"use client";
import { Field } from "#components/field.tsx";

type Props = {
  name: string;
  label?: string;
  support?: React.ReactNode;
  required?: boolean;
  /** How many digits are expected; more may be typed, for full-width ones with spaces. */
  digits?: number;
  /** Whether a phone may fill it in: for OTPs, never for card cells. */
  oneTime?: boolean;
  autoFocus?: boolean;
};

/** An OTP or a card's cell: digits keyboard, half-width when left, never kept or filled in from before. */
export function CodeField({ digits = 6, oneTime = true, ...rest }: Props) {
  return (
    <Field
      {...rest}
      width={digits <= 2 ? "xs" : "s"}
      halfWidth="digits"
      inputMode="numeric"
      autoComplete={oneTime ? "one-time-code" : "off"}
      maxLength={digits * 2 + 4}
    />
  );
}
