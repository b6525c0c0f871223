/**
 * What a key is good for. `newest`: it seals. `waiting`: it will, once every process knows it. `needed`: values are
 * still sealed with it. `lapsing`: nothing but kept answers and the newest block of login events, which soon have
 * others. `idle`: nothing at all, so it may be taken away. `missing`: values are sealed with it, and it is not held.
 */
export type SealKeyState = "newest" | "waiting" | "needed" | "lapsing" | "idle" | "missing";
