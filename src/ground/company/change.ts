import type { Cause, Refusal, Tx } from '../../base/platform/index.ts'
import { changeSettings, type Setting, type Wish } from '../../base/settings/index.ts'
import {
  type Carrier,
  type Channel,
  type Company,
  type Kind,
  kinds,
  type Template,
} from './kinds.ts'

/** Sets or removes settings of the company, in the way of `changeSettings`. */
export async function changeCompany(
  tx: Tx,
  wishes: readonly Wish<Kind, Company | Channel | Carrier | Template>[],
  cause: Cause,
): Promise<(Setting | Refusal)[]> {
  return await changeSettings(tx, kinds, wishes, cause)
}
