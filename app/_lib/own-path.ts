/**
 * A path of this desk's own, with its query, to lead to; undefined for anything that a browser might take for another
 * site's address, however it is spelt, and for the pages of the sign-in, which would lead round in a circle.
 */
export function ownPath(given: unknown): "/" | undefined {
  if (typeof given !== "string" || !/^\/(?![/\\])[!-~]*$/.test(given) || given.includes("\\"))
    return undefined;
  const here = "http://desk.invalid";
  if (!URL.canParse(given, here) || new URL(given, here).origin !== here) return undefined;
  return /^\/(sign-in|sign-out|join|password|api)(\/|\?|$)/.test(given) ? undefined : (given as "/");
}

/** An address that remembers where to lead to afterwards. */
export function withBack(path: string, back: unknown): "/" {
  const own = ownPath(back);
  return (own && own !== "/" ? `${path}?back=${encodeURIComponent(own)}` : path) as "/";
}
