import codes from './zh/codes.json' with { type: 'json' }
import common from './zh/common.json' with { type: 'json' }
import desk from './zh/desk.json' with { type: 'json' }
import kit from './zh/kit.json' with { type: 'json' }
import shell from './zh/shell.json' with { type: 'json' }

/** The words that the start needs: what stands on every screen, and the order desk. */
export const start = {
  codes,
  common,
  desk,
  kit,
  shell,
}
