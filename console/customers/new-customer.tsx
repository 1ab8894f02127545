import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { arriving } from '../base/arriving.ts'

const Form = lazy(() =>
  arriving(() =>
    import('./new-customer-form.tsx').then((module) => ({ default: module.NewCustomerForm })),
  ),
)

/** Makes a customer; the form is loaded when it is first wanted. */
export function NewCustomer({
  onClose,
  onMade,
}: {
  onClose: () => void
  onMade: (id: string) => void
}) {
  const client = useQueryClient()
  return (
    <Suspense>
      <Form
        onClose={onClose}
        onMade={(id) => {
          client.invalidateQueries({ queryKey: ['GET /api/customers'] })
          onMade(id)
        }}
      />
    </Suspense>
  )
}
