// npm run screens: photographs every screen of the demo company in both languages and in light and dark, into docs/screens/.
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { Browser } from 'playwright-core'
import { openDemo } from './demo.ts'
import { launchBrowser } from './launch.ts'
import { openConsole, type Wanted } from './open.ts'
import { type Room, rooms } from './rooms.ts'

const folder = join(import.meta.dirname, '../../docs/screens')
const wide = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
const onPhones = new Set(['home', 'desk', 'order', 'documents'])
const say = (text: string) => process.stdout.write(`${text}\n`)

type Shot = Room & { wanted: Wanted }

const only = process.argv[2]
const demo = await openDemo(say)
const browser = await launchBrowser()
try {
  if (only === undefined) rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const shots = rooms(demo.shown)
    .filter(({ name }) => name !== 'kit')
    .flatMap(shotsOf)
  for (const shot of shots.filter(({ name }) => only === undefined || name.includes(only)))
    await photograph(browser, demo.url, shot)
  writeFileSync(join(folder, 'README.md'), index())
} finally {
  await browser.close()
  await demo.close()
}

function shotsOf(room: Room): Shot[] {
  const languages = ['zh', 'en'] as const
  const themes = ['light', 'dark'] as const
  const shots = languages.flatMap((language) =>
    themes.map((theme) => ({
      ...room,
      name: `${room.name}-${language}-${theme}`,
      wanted: { language, theme, ...wide },
    })),
  )
  if (!onPhones.has(room.name)) return shots
  const small = languages.map((language) => ({
    ...room,
    name: `${room.name}-phone-${language}-light`,
    wanted: { language, theme: 'light' as const, ...phone },
  }))
  return [...shots, ...small]
}

async function photograph(
  from: Browser,
  home: string,
  { name, path, keys, wanted }: Shot,
): Promise<void> {
  const { page, problems, context, go } = await openConsole(from, home, wanted)
  await go(path, keys)
  // Charts come last and are drawn on a canvas, of which the page itself says nothing.
  await page.waitForTimeout(name.startsWith('home') ? 1_500 : 200)
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  await context.close()
  const image = await loadImage(png)
  const canvas = createCanvas(image.width, image.height)
  canvas.getContext('2d').drawImage(image, 0, 0)
  const packed = await canvas.encode('webp', 80)
  writeFileSync(join(folder, `${name}.webp`), packed)
  say(
    `${name}  ${Math.round(packed.length / 1024)} kB${problems.map((one) => `\n  ${one}`).join('')}`,
  )
}

/** The page that shows them all, small, a row per screen. */
function index(): string {
  const files = readdirSync(folder).filter((name) => name.endsWith('.webp'))
  const size = files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
  const screens = [...new Set(files.map((name) => name.replace(/-(zh|en)-\w+\.webp$/, '')))].sort()
  const cell = (file: string) =>
    files.includes(file)
      ? `<a href="${file}"><img src="${file}" alt="${file}" width="320"></a>`
      : ''
  const looks = ['zh-light', 'en-light', 'zh-dark', 'en-dark']
  const rows = screens.map(
    (screen) =>
      `| ${screen} | ${looks.map((look) => cell(`${screen}-${look}.webp`)).join(' | ')} |`,
  )
  return `# Screens

Every screen of the console with the demo company, in both languages, in light and dark: ${files.length} pictures,
${(size / 1024 / 1024).toFixed(1)} MB. Made by \`npm run screens\`.

| screen | 中文 | English | 中文, dark | English, dark |
| ------ | ---- | ------- | ---------- | ------------- |
${rows.join('\n')}
`
}
