import { type ComponentType, lazy, Suspense } from 'react'
import { restOfWords } from '../app/words.ts'

/** What is opened now and then: loaded with its words when it is first wanted, so that the desk starts without it. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const Loaded = lazy(async () => {
    const [part] = await Promise.all([load(), restOfWords()])
    return { default: part }
  })
  return (props) => (
    <Suspense>
      <Loaded {...(props as Parameters<typeof Loaded>[0])} />
    </Suspense>
  )
}
