/** How money comes in and goes back, as codes; the usual first, where one works. Their words are in the catalogues. */
export const methods = {
  zh: ['alipay', 'wechat_pay', 'bank_transfer', 'cash', 'card', 'invoice'],
  en: ['card', 'bank_transfer', 'cash', 'invoice', 'alipay', 'wechat_pay'],
} as const
