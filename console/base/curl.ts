// A call as one would type it in a terminal. Pure.
type Call = {
  method: string
  url: string
  ifMatch: string | null
  idempotencyKey: string | null
  sent: string | null
}

/** The key is read from the environment: a command that is passed on must not carry one. */
export function curlOf(
  { method, url, ifMatch, idempotencyKey, sent }: Call,
  origin: string,
): string {
  const headers = [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell fills it in
    'authorization: Bearer ${THROUGHLINE_KEY}',
    ...(idempotencyKey === null ? [] : [`idempotency-key: ${idempotencyKey}`]),
    ...(ifMatch === null ? [] : [`if-match: ${ifMatch}`]),
    ...(sent === null ? [] : ['content-type: application/json']),
  ]
  return [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${quoted(origin + url)}`,
    ...headers.map((header) => `-H ${header.includes('${') ? `"${header}"` : quoted(header)}`),
    ...(sent === null ? [] : [`-d ${quoted(sent)}`]),
  ].join(' \\\n  ')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
