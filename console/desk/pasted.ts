// What was pasted from a sheet or a message: references of orders, each once. Pure.

/** How many the server looks up at once. */
export const mostReferences = 5_000

/**
 * The references in a text: between them are line breaks, blanks, commas or semicolons of any script. Signs that no text
 * holds part them too: the server would refuse the whole list for one of them.
 */
export function referencesIn(text: string): string[] {
  const found = text
    .split(/[\s\p{Cc}\p{Cs},;|，；、]+/u)
    .map((part) => part.replace(/^["'“”‘’]+|["'“”‘’]+$/gu, ''))
    .filter((part) => part !== '' && part.length <= 200)
  return [...new Set(found)]
}

/** Whether a pasted text is more than one reference: then it is a list, and no search. */
export function isList(text: string): boolean {
  return referencesIn(text).length > 1
}
