/** Set by a page for its own path while it shows itself anew: what it asks for then is nothing that a person did. */
export const looksAgainCookie = "looks-again";
