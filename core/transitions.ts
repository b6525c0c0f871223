/** For each state, what may happen in it and the state that follows. A state without a row is final. */
export type TransitionTable<State extends string, Event extends string> = {
  readonly [From in State]?: { readonly [E in Event]?: State };
};

/** The state that follows `event` in `from`, or undefined where the table does not list it. */
export function follow<State extends string, Event extends string>(
  table: TransitionTable<State, Event>,
  from: State,
  event: Event,
): State | undefined {
  return table[from]?.[event];
}

/** Every pair of states that the table allows: what the database's trigger is made from. */
export function statePairs<State extends string, Event extends string>(
  table: TransitionTable<State, Event>,
): { from: State; to: State }[] {
  const pairs = new Map<string, { from: State; to: State }>();
  for (const from of Object.keys(table) as State[]) {
    for (const to of Object.values(table[from] ?? {}) as State[]) {
      if (from !== to) pairs.set(`${from} ${to}`, { from, to });
    }
  }
  return [...pairs.values()];
}
