import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";
import {
  type BankSettingName,
  bankSettings,
  type ChangedSetting,
  loosens,
  type SettingValue,
} from "#core/settings/rules.ts";

/** A setting's value with its unit: 5回, 10分, 制限なし; a text as it is, a choice in words. */
export function settingValueWords(language: Language, name: BankSettingName, value: SettingValue): string {
  const t = translate(language, "settings");
  const setting = bankSettings[name];
  if (!("text" in setting)) {
    return value === null ? t("unlimited") : t(`unit.${setting.unit}`, { count: Number(value) });
  }
  if (value === null) return t("unset");
  const choice = setting.text === "choice" && setting.choices.find((one) => one === value);
  return choice ? t(`choice.${choice}`) : String(value);
}

/** 5回 → 3回. */
export function settingChangeWords(language: Language, { name, before, after }: ChangedSetting): string {
  const t = translate(language, "settings");
  return t("arrow", {
    before: settingValueWords(language, name, before),
    after: settingValueWords(language, name, after),
  });
}

/** What a change of one setting does once it is approved. */
export function consequenceWords(language: Language, changed: ChangedSetting): string {
  const { name, after } = changed;
  const t = translate(language, "settings");
  return t(`consequence.${name}`, {
    limit: after ? settingValueWords(language, name, after) : "none",
    way: loosens(changed) ? "looser" : "stricter",
  });
}
