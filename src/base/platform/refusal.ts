/**
 * A refusal is an expected "no": it is returned, never thrown. `refused` is a stable code, `at` the place in the request that caused
 * it (a JSON pointer), if there is one, `params` the numbers and names that a message in any language needs.
 */
export type Refusal = {
  refused: string
  at?: string
  params?: Readonly<Record<string, string | number | boolean | null>>
}

export function refuse(refused: string, params?: Refusal['params'], at?: string): Refusal {
  return { refused, ...(params && { params }), ...(at !== undefined && { at }) }
}

export function isRefusal(value: object): value is Refusal {
  return 'refused' in value
}
