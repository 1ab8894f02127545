import { FileText } from 'lucide-react'
import { useSession } from '../app/session.tsx'

/** A paper opens in a tab of its own, where it can be looked at before it is printed. */
export function PaperLink({ href, label, of }: { href: string; label: string; of: string }) {
  const { may } = useSession()
  if (!may('papers:read')) return null
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex items-center gap-1 text-xs text-accent underline max-sm:min-h-11"
    >
      <FileText size={13} aria-hidden="true" />
      {label}
      <span className="sr-only"> {of}</span>
    </a>
  )
}
