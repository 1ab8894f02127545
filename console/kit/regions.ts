import { arriving } from '../base/arriving.ts'
import { buildRegions, type Regions } from './region-tree.ts'

let loading: Promise<Regions> | null = null

/** China's divisions, loaded when they are first asked for: they weigh as much as a screen. */
export function loadRegions(): Promise<Regions> {
  loading ??= arriving(() => import('@vant/area-data')).then(({ areaList }) =>
    buildRegions(areaList),
  )
  loading.catch(() => {
    loading = null
  })
  return loading
}
