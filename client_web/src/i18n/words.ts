/** What a word of the page is, in any language. */

/** A word, or one for each plural form that its language tells apart ({n} decides). */
export type Word = string | { readonly one?: string; readonly other: string };

export type Words = Readonly<Record<string, Word>>;

/** The same words in another language. */
export type WordsOf<T> = Readonly<Record<keyof T, Word>>;
