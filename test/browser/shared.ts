// One browser for a whole test run. Starting one costs more than many a test, so the first test that needs it has it started.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserServer } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { launchBrowserServer } from './launch.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test is told the address of the run's browser. */
    browserDoor: string
  }
}

/** For the run: the door stands open before any test, the browser is closed after all of them. */
export default async function shareBrowser(project: TestProject): Promise<() => Promise<void>> {
  const door = await openDoor(launchBrowserServer)
  project.provide('browserDoor', door.url)
  return door.close
}

/** Answers everybody with the address of one browser, started for the first who asks, and anew when it has died. */
export async function openDoor(launch: () => Promise<BrowserServer>) {
  let launched: Promise<BrowserServer> | null = null
  const start = async () => {
    const browser = await launch()
    browser.once('close', () => {
      launched = null
    })
    return browser
  }
  const server = createServer(async (_, answer) => {
    launched ??= start()
    try {
      answer.end((await launched).wsEndpoint())
    } catch (error) {
      launched = null
      answer.writeHead(500).end(String(error))
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close()
      await (await launched)?.close()
    },
  }
}
