import { z } from "zod";
import { zenginText } from "../debits/characters.ts";
import { halfWidth } from "../input.ts";
import { isRegistrationNumber } from "../invoices/rules.ts";
import type { BankSetting, NumberSetting, SettingValue, TextSetting } from "./rules.ts";

/** What was typed for a setting, as its value; see `SettingValue` for what nothing typed is. */
export function settingInput(setting: BankSetting): z.ZodType<SettingValue> {
  return "text" in setting ? textInput(setting) : numberInput(setting);
}

/** Digits as a number within the setting's bounds; nothing typed is no limit, where that may be. */
function numberInput({ min, max, unlimited }: NumberSetting) {
  return halfWidth.transform((typed, context): SettingValue => {
    if (typed === "" && unlimited) return null;
    const value = /^\d{1,9}$/.test(typed) ? Number(typed) : Number.NaN;
    if (value >= min && value <= max) return value;
    return told(context, typed, typed === "" ? "required" : "setting.bounds");
  });
}

function textInput(setting: TextSetting) {
  return z
    .string("required")
    .max(200, "tooLong")
    .transform((typed, context): SettingValue => {
      const text = typed.normalize("NFC").trim();
      if (text === "") return "settled" in setting ? told(context, typed, "choose") : null;
      const read = readText(setting, text);
      return "value" in read ? read.value : told(context, typed, read.message);
    });
}

function readText(setting: TextSetting, typed: string): { value: string } | { message: string } {
  const bare = typed.normalize("NFKC").replaceAll(/[\s-]/g, "").toUpperCase();
  switch (setting.text) {
    case "digits":
      return new RegExp(`^\\d{${setting.length}}$`).test(bare)
        ? { value: bare }
        : { message: "setting.digits" };
    case "registration": {
      const value = bare.startsWith("T") ? bare : `T${bare}`;
      return isRegistrationNumber(value) ? { value } : { message: "setting.registration" };
    }
    case "choice":
      return setting.choices.includes(typed) ? { value: typed } : { message: "choose" };
    case "kana": {
      const name = zenginText(typed);
      if ("refused" in name) return { message: "setting.kana" };
      return name.text.length <= setting.length ? { value: name.text } : { message: "tooLong" };
    }
    case "words":
      return typed.length <= setting.length ? { value: typed } : { message: "tooLong" };
  }
}

function told(context: { issues: z.core.$ZodRawIssue[] }, input: unknown, message: string): never {
  context.issues.push({ code: "custom", input, message });
  return z.NEVER;
}
