import { api } from '../app/api.ts'

/** Saves a document as it came, under the name it came with. */
export async function saveOriginal(id: string, name: string): Promise<void> {
  const file = await api.call('GET /api/imports/{id}/document', { params: { id } })
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken it by then; at once would be too early for some.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
