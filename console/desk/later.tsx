import type { ComponentType, ReactNode } from 'react'
import { restOfWords } from '../base/words.ts'
import { loaded } from '../kit/loaded.tsx'

/** What is opened now and then: loaded with its words when it is first wanted, so that the desk starts without it. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): (props: Props) => ReactNode {
  return loaded(async () => {
    const [part] = await Promise.all([load(), restOfWords()])
    return part
  })
}
