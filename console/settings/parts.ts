// The parts of the settings, in the sequence in which they are listed; each says who may see it.

import type { ReactNode } from 'react'
import type { Permission } from '../../src/ground/identity/roles.ts'
import type { Key } from '../base/words.ts'
import { CarriersPart } from './carriers.tsx'
import { ChannelsPart } from './channels.tsx'
import { CompanyPart } from './company.tsx'
import { KeysPart } from './keys.tsx'
import { LocationsPart } from './locations.tsx'
import { RolesPart } from './matrix.tsx'
import { PasswordPart } from './password.tsx'
import { PeoplePart } from './people.tsx'
import { PricesPart } from './prices.tsx'
import { TaxesPart } from './taxes.tsx'
import { TemplatesPart } from './templates.tsx'
import { WebhooksPart } from './webhooks.tsx'

export type PartPlace = {
  code: string
  label: Key
  group: Key
  Part: () => ReactNode
  /** Without it, everybody who is signed in may look. */
  permission?: Permission
}

/** How the company works is for those who work with its goods to look at; who only delivers has a password here. */
const looking = 'catalog:read'

export const parts: readonly PartPlace[] = [
  {
    code: 'company',
    label: 'settings.company',
    group: 'settings.group_company',
    ...{ Part: CompanyPart, permission: looking },
  },
  {
    code: 'channels',
    label: 'settings.channels',
    group: 'settings.group_company',
    ...{ Part: ChannelsPart, permission: looking },
  },
  {
    ...{ code: 'locations', label: 'settings.locations', group: 'settings.group_company' },
    ...{ Part: LocationsPart, permission: 'stock:read' },
  },
  {
    code: 'carriers',
    label: 'settings.carriers',
    group: 'settings.group_company',
    ...{ Part: CarriersPart, permission: looking },
  },
  {
    code: 'templates',
    label: 'settings.templates',
    group: 'settings.group_company',
    ...{ Part: TemplatesPart, permission: looking },
  },
  {
    ...{ code: 'people', label: 'settings.people', group: 'settings.group_access' },
    ...{ Part: PeoplePart, permission: 'users:manage' },
  },
  {
    ...{ code: 'roles', label: 'settings.roles', group: 'settings.group_access' },
    ...{ Part: RolesPart, permission: looking },
  },
  {
    ...{ code: 'keys', label: 'settings.keys', group: 'settings.group_systems' },
    ...{ Part: KeysPart, permission: 'keys:manage' },
  },
  {
    ...{ code: 'webhooks', label: 'settings.webhooks', group: 'settings.group_systems' },
    ...{ Part: WebhooksPart, permission: 'webhooks:manage' },
  },
  {
    ...{ code: 'prices', label: 'settings.price_lists', group: 'settings.group_terms' },
    ...{ Part: PricesPart, permission: 'catalog:read' },
  },
  {
    ...{ code: 'taxes', label: 'settings.tax_rates', group: 'settings.group_terms' },
    ...{ Part: TaxesPart, permission: 'catalog:read' },
  },
  { code: 'password', label: 'settings.password', group: 'settings.group_me', Part: PasswordPart },
]
