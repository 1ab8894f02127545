import codes from './en/codes.json' with { type: 'json' }
import common from './en/common.json' with { type: 'json' }
import desk from './en/desk.json' with { type: 'json' }
import kit from './en/kit.json' with { type: 'json' }
import shell from './en/shell.json' with { type: 'json' }
import type { start as zh } from './zh-start.ts'

export const start: typeof zh = {
  codes,
  common,
  desk,
  kit,
  shell,
}
