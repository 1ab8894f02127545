import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import type { Fact } from '../base/live.ts'
import { hear, type Run, runKey, runsKey } from './runs-known.ts'

const run = (id: string) => ({ id, version: 3, state: 'running', done: 10 }) as Run
const fact = { cursor: '1', by: 'usr_1', command: 'cmd_1', at: '2026-11-23T10:00:00Z' }
const progressed = (stream: string, version: number, done: number): Fact => ({
  ...{ ...fact, stream, version },
  type: 'bulk.progressed',
  data: { state: 'running', total: 40, done, refused: 0 },
})

function known() {
  const client = new QueryClient()
  client.setQueryData(runKey('a'), run('a'))
  client.setQueryData(runsKey, { items: [run('a'), run('b')] })
  const doneOf = () => client.getQueryData<Run>(runKey('a'))?.done
  const listed = () => client.getQueryData<{ items: Run[] }>(runsKey)?.items.map(({ done }) => done)
  return { client, doneOf, listed }
}

test('a fact moves the run that it is about, wherever it is shown, and no other', () => {
  const { client, doneOf, listed } = known()
  hear(client, [progressed('a', 4, 25)])
  expect([doneOf(), listed()]).toEqual([25, [25, 10]])
})

test('a fact that was overtaken changes nothing', () => {
  const { client, doneOf, listed } = known()
  hear(client, [progressed('a', 3, 5), progressed('a', 2, 1)])
  expect([doneOf(), listed()]).toEqual([10, [10, 10]])
})

test('when a run begins, all are asked for again: it may take another one back', () => {
  const { client } = known()
  const data = { do: 'hold', total: 5 }
  hear(client, [{ ...fact, stream: 'c', version: 1, type: 'bulk.started', data }])
  for (const key of [runsKey, runKey('a')])
    expect(client.getQueryState(key)?.isInvalidated).toBe(true)
})
