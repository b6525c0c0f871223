const browsers = [
  ["Edg/", "Edge"],
  ["OPR/", "Opera"],
  ["Firefox/", "Firefox"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
] as const;
const systems = [
  ["Windows", "Windows"],
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Mac OS X", "macOS"],
  ["CrOS", "ChromeOS"],
  ["Linux", "Linux"],
] as const;

/** A browser and its system by the names people know, such as `Edge (Windows)`; undefined for what is neither. */
export function deviceOf(userAgent: string): string | undefined {
  const [browser, system] = [browsers, systems].map(
    (known) => known.find(([mark]) => userAgent.includes(mark))?.[1],
  );
  return browser && system ? `${browser} (${system})` : (browser ?? system);
}
