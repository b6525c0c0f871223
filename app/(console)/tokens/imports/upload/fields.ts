/** What the form shows again after a refusal; never a key or a password. */
export const shownFields = ["batch", "manufacturer", "model", "expiresOn"] as const;
