/** The query of an address, as a page is given it. */
export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** One value of a URL's query; of a repeated one the first. An empty one is none. */
export function oneParam(params: SearchParams, name: string): string | undefined {
  const value = params[name];
  return (Array.isArray(value) ? value[0] : value) || undefined;
}

/** One of a few values in a URL's query; what is none of them is none. */
export function oneOf<const Value extends string>(
  params: SearchParams,
  name: string,
  values: readonly Value[],
): Value | undefined {
  const asked = oneParam(params, name);
  return values.find((value) => value === asked);
}

/** The address of a list with other conditions; what is undefined or empty is left out. */
export function listHref(
  path: string,
  params: Readonly<Record<string, string | number | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

/**
 * What a pager needs of a list of `total` rows cut into pages: which rows these are and the ways on. Where there are
 * `more` than were counted, a full page leads to the next one.
 */
export function pagerProps(
  {
    total,
    more = false,
    page,
    pages,
    rows,
  }: { total: number; more?: boolean; page: number; pages: number; rows: readonly unknown[] },
  { rowsPerPage, href }: { rowsPerPage: number; href: (page: number | undefined) => string },
) {
  const from = (page - 1) * rowsPerPage + 1;
  const isFull = rows.length === rowsPerPage;
  return {
    count: total,
    more,
    ...(rows.length > 0 && { from, to: from + rows.length - 1 }),
    firstHref: page > 2 ? href(undefined) : undefined,
    previousHref: page > 1 ? href(page === 2 ? undefined : page - 1) : undefined,
    nextHref: page < pages || (more && isFull) ? href(page + 1) : undefined,
  };
}
