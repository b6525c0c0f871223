import type { delegations as ja } from "#components/words/ja/delegations.ts";
import type { Shape } from "#components/words/shape.ts";

export const delegations = {
  title: "Substitutes",
  lead: "While an approver is away, another approves for the branch in their place. A substitute's own substitute does not.",
  name: "Name a substitute",
  newTitle: "Name a substitute",
  newLead:
    "From the beginning of the first day to the end of the last, the substitute may do what an approver of your branch may.",
  end: "End it",
  endOf: "({substitute}, {days})",
  none: "Nobody has named a substitute yet",
  noneText: "An approver who will be away chooses “Name a substitute”, the days and the person.",
  choose: "Choose one",
  days: "{from} to {until}",
  person: "{branch} {name}",
  state: { coming: "To come", current: "In force", past: "Over", ended: "Ended" },
  void: "Not in force (role changed, or account disabled)",
  done: {
    named: "The substitute is named. From the first day on, the work of your branch is shown to them",
    ended: "It has ended. The substitute may do no more for that branch",
  },
  field: {
    absent: "Approver who is away",
    substituteId: "Substitute",
    fromOn: "First day",
    untilOn: "Last day",
    days: "Days",
    reason: "Reason",
    state: "State",
    end: "Action",
  },
  support: {
    substituteId: "An approver of another branch may be chosen too.",
    untilOn: "This day is included. At most 92 days from the first.",
  },
} as const satisfies Shape<typeof ja>;
