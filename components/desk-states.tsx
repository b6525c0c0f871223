import { Chip } from "#components/chip.tsx";
import type { HelpText } from "#components/help.tsx";
import type { Desk } from "#components/shell.tsx";
import {
  debitTones,
  formTones,
  noticeTones,
  orderTones,
  proposalTones,
  type Tone,
  tokenTones,
} from "#components/tone.ts";
import { translate } from "#components/words/translate.ts";
import type { Language } from "#components/words/words.ts";
import { debitStates, debitTransitions } from "#core/debits/rules.ts";
import { formStates, formTransitions } from "#core/forms/rules.ts";
import { noticeStates, noticeTransitions } from "#core/notices/rules.ts";
import { orderStates, orderTransitions } from "#core/orders/rules.ts";
import { proposalStates, proposalTransitions } from "#core/proposals/rules.ts";
import { tokenStates, tokenTransitions } from "#core/tokens/rules.ts";

type Life<State extends string> = {
  states: readonly State[];
  /** Of each state what may happen in it and what follows; a state without a row is final. */
  table: { readonly [From in State]?: { readonly [event: string]: State | undefined } };
  word: (state: State) => string;
  tones: Readonly<Record<State, Tone>>;
};

/** The states of what a desk works on, each with those that may follow it, as its rules list them. */
export function deskStates(language: Language, desk: Desk | "me"): HelpText["states"] {
  switch (desk) {
    case "forms": {
      const t = translate(language, "forms");
      const word = (state: (typeof formStates)[number]) => t(`state.${state}`);
      return told(language, { states: formStates, table: formTransitions, word, tones: formTones });
    }
    case "orders": {
      const t = translate(language, "orders");
      const word = (state: (typeof orderStates)[number]) => t(`state.${state}`);
      return told(language, { states: orderStates, table: orderTransitions, word, tones: orderTones });
    }
    case "notices": {
      const t = translate(language, "notices");
      const word = (state: (typeof noticeStates)[number]) => t(`state.${state}`);
      return told(language, { states: noticeStates, table: noticeTransitions, word, tones: noticeTones });
    }
    case "tokens": {
      const t = translate(language, "tokens");
      const word = (state: (typeof tokenStates)[number]) => t(`state.${state}`);
      return told(language, { states: tokenStates, table: tokenTransitions, word, tones: tokenTones });
    }
    case "debits": {
      const t = translate(language, "debits");
      const word = (state: (typeof debitStates)[number]) => t(`state.${state}`);
      return told(language, { states: debitStates, table: debitTransitions, word, tones: debitTones });
    }
    case "settings": {
      const t = translate(language, "proposals");
      const word = (state: (typeof proposalStates)[number]) => t(`state.${state}`);
      const tones = proposalTones;
      return told(language, { states: proposalStates, table: proposalTransitions, word, tones });
    }
    default:
      return undefined;
  }
}

function told<State extends string>(
  language: Language,
  { states, table, word, tones }: Life<State>,
): HelpText["states"] {
  const t = translate(language, "common");
  return states.map((state) => {
    const after = states.filter((one) => one !== state && Object.values(table[state] ?? {}).includes(one));
    return {
      key: state,
      name: <Chip tone={tones[state]}>{word(state)}</Chip>,
      meaning:
        after.length > 0 ? t("help.next", { states: after.map(word).join(t("help.or")) }) : t("help.last"),
    };
  });
}
