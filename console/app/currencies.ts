/** What is offered first where no price list says which currencies are sold in. */
export const usualCurrencies = ['CNY', 'EUR', 'GBP', 'USD'] as const
