import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { Problem } from '../../src/outside/client/index.ts'
import { Button } from '../kit/button.tsx'
import { Form, FormField } from '../kit/form.tsx'
import { z } from '../kit/shapes.ts'
import { TextField } from '../kit/text-field.tsx'
import { useSay } from './part.tsx'

const shape = z.object({ name: z.string().min(1), email: z.email() })

/** What the server would answer: the mail address is taken, and something that has no field. */
const refusal = JSON.stringify({
  code: 'invalid',
  requestId: 'req_01KIT',
  errors: [
    { pointer: '/email', code: 'email_taken', params: {} },
    { pointer: '/elsewhere', code: 'unknown_field' },
  ],
})

export function FormExample() {
  const say = useSay()
  const form = useForm({ resolver: zodResolver(shape), defaultValues: { name: '', email: '' } })
  const send = async () => {
    throw new Problem(422, refusal)
  }
  return (
    <Form
      form={form}
      label={say('客户', 'Customer')}
      onSubmit={send}
      className="grid w-96 max-w-full gap-3"
    >
      <FormField control={form.control} name="name">
        {(wired) => <TextField label={say('姓名', 'Name')} {...wired} />}
      </FormField>
      <FormField control={form.control} name="email">
        {(wired) => <TextField label={say('邮箱', 'E-mail')} {...wired} />}
      </FormField>
      <Button type="submit" kind="primary">
        {say('保存（会被拒绝）', 'Save (will be refused)')}
      </Button>
    </Form>
  )
}
