import { api } from '../base/api.ts'

/** Saves a document as it came, under the name it came with. */
export async function saveOriginal(id: string, name: string): Promise<void> {
  save(await api.call('GET /api/imports/{id}/document', { params: { id } }), name)
}

/** Gives the browser a file to keep. */
export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken it by then; at once would be too early for some.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
