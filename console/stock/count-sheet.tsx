import { useQuery } from '@tanstack/react-query'
import { api, type Problem } from '../base/api.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Dialog } from '../kit/dialog.tsx'
import { PrintView } from '../kit/print-view.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { type Filter, queryOf } from './filter.ts'
import { nameIn, usePlaces } from './names.ts'

/** So many rows are forty sheets of paper. */
const most = 2_000

/** The levels of the list on paper, with room to write down what was counted. */
export function CountSheet({ filter, onDone }: { filter: Filter; onDone: () => void }) {
  const { t, lang } = useWords()
  const format = useFormat()
  const { nameOf } = usePlaces()
  const { data, error } = useQuery({
    queryKey: ['stock', 'sheet', filter],
    queryFn: () => rowsOf(filter),
    staleTime: 0,
  })
  if (error)
    return (
      <Dialog title={t('stock.print')} onClose={onDone}>
        <ProblemNote problem={error as Problem} />
      </Dialog>
    )
  if (!data) return null
  const heads = [t('stock.sku'), t('stock.name'), t('stock.location'), t('stock.onHand')]
  return (
    <PrintView
      onDone={onDone}
      head={
        <>
          <strong>{t('stock.sheet_title')}</strong> ·{' '}
          {filter.location === null ? t('stock.everywhere') : nameOf(filter.location)} ·{' '}
          {format.time(new Date().toISOString())}
        </>
      }
      foot={data.length < most ? t('stock.sheet_foot') : t('stock.sheet_cut', { n: most })}
    >
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b text-left">
            {heads.map((head, index) => (
              <th
                key={head}
                className={`py-1 pr-3 font-semibold ${index === 3 ? 'text-right' : ''}`}
              >
                {head}
              </th>
            ))}
            <th className="w-24 py-1 font-semibold">{t('stock.sheet_counted')}</th>
          </tr>
        </thead>
        <tbody>
          {data.map(({ sku, location, name, onHand }) => (
            <tr key={`${location} ${sku}`} className="border-b">
              <td className="py-1 pr-3 font-mono">{sku}</td>
              <td className="py-1 pr-3">{nameIn(name, lang)}</td>
              <td className="py-1 pr-3">{nameOf(location)}</td>
              <td className="numbers py-1 pr-3 text-right">{format.number(onHand)}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </PrintView>
  )
}

async function rowsOf(filter: Filter) {
  const rows = []
  const query = { ...queryOf(filter), limit: 200 }
  for await (const row of api.pages('GET /api/stock/levels', query)) {
    rows.push(row)
    if (rows.length === most) break
  }
  return rows
}
