import { type FormEvent, useState } from 'react'
import { type Answered, api } from '../base/api.ts'
import { useLook } from '../base/look.ts'
import { useSending } from '../base/sending.ts'
import { speak, useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { TextField } from '../kit/text-field.tsx'

type Answer = Answered<'POST /api/session'>

/** The page for somebody who is not signed in. */
export function SignIn({ onSignedIn }: { onSignedIn: (answer: Answer) => void }) {
  const { t } = useWords()
  const { language } = useLook()
  return (
    <main className="grid min-h-screen place-items-center bg-sunken p-6">
      <div className="w-full max-w-80">
        <div className="mb-8 flex items-center gap-3">
          <img src="/icon.svg" alt="" width={36} height={36} />
          <div>
            <h1 className="text-lg font-semibold">{t('shell.name')}</h1>
            <p className="text-sm text-muted">{t('signin.line')}</p>
          </div>
        </div>
        <SignInForm onSignedIn={onSignedIn} />
        <p className="mt-6 text-sm text-muted">{t('signin.first')}</p>
        <Button
          kind="quiet"
          className="mt-4 -ml-2"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => speak(language === 'zh' ? 'en' : 'zh')}
        >
          {language === 'zh' ? 'English' : '中文'}
        </Button>
      </div>
    </main>
  )
}

/** Over the page that was open when the session ended: what was typed there stays. */
export function SignInAgain(props: { email: string | null; onSignedIn: (answer: Answer) => void }) {
  const { t } = useWords()
  return (
    <Dialog title={t('signin.again')} onClose={null}>
      <p className="mb-4 text-sm text-muted">{t('signin.again_why')}</p>
      <SignInForm {...props} />
    </Dialog>
  )
}

function SignInForm({
  email: known = null,
  onSignedIn,
}: {
  email?: string | null
  onSignedIn: (answer: Answer) => void
}) {
  const { t } = useWords()
  const [email, setEmail] = useState(known ?? '')
  const [password, setPassword] = useState('')
  const { send, busy, problem } = useSending(
    (body: { email: string; password: string }) => api.call('POST /api/session', { body }),
    { done: onSignedIn },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send({ email, password })
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <TextField
        label={t('signin.email')}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={setEmail}
        autoFocus={known === null}
      />
      <TextField
        label={t('signin.password')}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={setPassword}
        autoFocus={known !== null}
      />
      {problem && <ProblemNote problem={problem} />}
      <Button kind="primary" type="submit" busy={busy}>
        {t('signin.enter')}
      </Button>
    </form>
  )
}
