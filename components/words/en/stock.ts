import type { stock as ja } from "#components/words/ja/stock.ts";
import type { Shape } from "#components/words/shape.ts";

export const stock = {
  title: "Stock and forecast",
  lead: "The stock by model and delivery, how long it will last at the rate of use, and batteries that end soon. A number leads to its list.",
  field: {
    model: "Model",
    free: "Free to allocate",
    reorderPoint: "Reorder point",
    perMonth: "Use a month",
    reorderOn: "Reaches reorder point",
    emptyOn: "Runs out",
    advice: "Advice",
    month: "Month",
    used: "Used",
    left: "Left at month end (forecast)",
    expiresMonth: "Battery ends",
    labels: "Labels",
    serials: "Serials",
  },
  section: {
    models: "Stock and reorder point by model",
    forecast: "Use and forecast of {model}",
    batches: "States by delivery",
    expiring: "Batteries that have ended, or will by the end of the sixth month from now",
  },
  rule: "The reorder point is {months, plural, one {# month} other {# months}} of use. A month of use is the mean of the three before this one. What has a battery that has ended is not free to allocate.",
  forecastRule:
    "From this month on the line is what is left if the use goes on and nothing arrives. This month's bar is its use up to today.",
  low: "At or below the reorder point: {models}",
  lowText: "Order now, with the time of delivery in mind.",
  advice: { low: "Time to order", enough: "Enough", unused: "None used in three months" },
  far: "In over 5 years",
  noBatch: "(no name)",
  expired: "Ended",
  noExpiring: "No battery ends soon",
  noExpiringText:
    "The batteries of all tokens still in use or in stock last beyond the sixth month from now.",
  noModels: "There are no tokens yet",
  noModelsText: "Import a maker's seed file, and the stock appears here.",
  total: "Total",
  labels: {
    title: "Print labels",
    lead: "Barcodes (Code 128) of serials, for A4 sheets of 24 labels, 66 × 33.9 mm each.",
    print:
      "Print from the browser (Ctrl+P) on A4, at 100%, with default margins. This text and the conditions are not printed.",
    make: "Print labels",
    serialsSupport:
      "Scan them one by one, or type them with spaces or line breaks between. Then the other conditions are not used.",
    count:
      "{count, plural, one {# label} other {# labels}} on {sheets, plural, one {# sheet} other {# sheets}}",
    sheet: "Sheet {sheet, number}",
    many: "The first {limit, number} of {more, select, true {more than } other {}}{total, number} tokens",
    manyText: "Narrow the conditions to print the others.",
    unknown: "There are no tokens with these serials",
    none: "Nothing to print",
    noneText: "Choose a condition, or give serials.",
  },
} as const satisfies Shape<typeof ja>;
