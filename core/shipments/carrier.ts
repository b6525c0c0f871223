/** One thing that a carrier says of a shipment, as it writes it: nothing of it is checked yet. */
export type CarrierEvent = {
  /** Where it stood in its source, for the report. */
  row: number;
  trackingNumber: string;
  /** The carrier's own word, such as お届け先にお届け済み. */
  word: string;
  /** YYYY-MM-DDTHH:MM in Japan; what is none of that is no time. */
  happenedAt: string;
  office: string;
};

/**
 * A carrier, and how its events come: from a file that somebody hands in, or, of one to come, from a service of its
 * own. Whoever records them knows no more of it than this.
 */
export type Carrier<Source> = {
  readonly name: string;
  events(source: Source): AsyncIterable<readonly CarrierEvent[]>;
};
