/** The same tree of keys with any text at its leaves: what a translation must fill, no less and no more. */
export type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };
