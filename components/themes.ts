/** How the console may look; where nobody chose, as the device does. */
export const themes = ["light", "dark"] as const;
export type Theme = (typeof themes)[number];
