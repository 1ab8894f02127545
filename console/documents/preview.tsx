import { useQuery } from '@tanstack/react-query'
import { Download, Printer } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { api, type Problem } from '../base/api.ts'
import { useKeys } from '../base/keys.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Empty } from '../kit/empty.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { Panel } from '../kit/panel.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { Select } from '../kit/select.tsx'

export type Paper = { kind: 'slip' | 'label'; id: string }
/** Some browsers have no viewer of PDFs: they get the file. */
const canShow = navigator.pdfViewerEnabled !== false

type Language = '' | 'zh' | 'en'

/** A paper as it will leave the printer, in the customer's language or in another; P prints it. */
export function Preview({ paper, onClose }: { paper: Paper; onClose: () => void }) {
  const { t } = useWords()
  const [language, setLanguage] = useState<Language>('')
  const frame = useRef<HTMLIFrameElement>(null)
  const { url, problem } = usePdf(paper, language)
  const print = () => frame.current?.contentWindow?.print()
  useKeys({ p: print }, { when: url !== null && canShow })
  return (
    <Panel
      onClose={onClose}
      wide
      title={t(`documents.${paper.kind}_title`)}
      actions={
        <>
          <Select<Language>
            label={t('documents.language')}
            hideLabel
            value={language}
            onChange={setLanguage}
            options={[
              { value: '', label: t('documents.language_customer') },
              { value: 'zh', label: t('documents.language_zh') },
              { value: 'en', label: t('documents.language_en') },
            ]}
          />
          {url && (
            <IconButton
              label={t('documents.download')}
              onClick={() => download(url, `${paper.kind}.pdf`)}
            >
              <Download size={16} aria-hidden="true" />
            </IconButton>
          )}
          <Button kind="primary" disabled={url === null || !canShow} onClick={print}>
            <Printer size={15} aria-hidden="true" />
            {t('common.print')}
          </Button>
        </>
      }
    >
      {problem && <ProblemNote problem={problem} />}
      {url && !canShow && (
        <Empty
          title={t('documents.cannot_show')}
          action={
            <Button onClick={() => download(url, `${paper.kind}.pdf`)}>
              {t('documents.download')}
            </Button>
          }
        />
      )}
      {url && canShow && (
        <iframe
          ref={frame}
          src={url}
          title={t(`documents.${paper.kind}_title`)}
          className="size-full min-h-96 border-0 bg-sunken"
        />
      )}
    </Panel>
  )
}

/** The paper as an address of this page's own memory, given back when another one is shown. */
function usePdf({ kind, id }: Paper, language: Language) {
  const { data, error } = useQuery({
    queryKey: ['paper', kind, id, language],
    queryFn: () => {
      const given = { params: { id }, query: language === '' ? {} : { language } }
      return kind === 'slip'
        ? api.call('GET /api/fulfilment-orders/{id}/packing-slip', given)
        : api.call('GET /api/packages/{id}/label', given)
    },
    // Settings may have changed what stands on it.
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!data) return
    const made = URL.createObjectURL(data)
    setUrl(made)
    return () => {
      setUrl(null)
      URL.revokeObjectURL(made)
    }
  }, [data])
  return { url, problem: error as Problem | null }
}

function download(url: string, name: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
}
