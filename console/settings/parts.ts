// The parts of the settings, in the sequence in which they are listed; each says who may see it.
import type { ReactNode } from 'react'
import type { Key } from '../app/words.ts'
import { CarriersPart } from './carriers.tsx'
import { ChannelsPart } from './channels.tsx'
import { CompanyPart } from './company.tsx'
import { LocationsPart } from './locations.tsx'
import { TemplatesPart } from './templates.tsx'

export type PartPlace = {
  code: string
  label: Key
  group: Key
  Part: () => ReactNode
  /** Without it, everybody who is signed in may look. */
  permission?: string
}

export const parts: readonly PartPlace[] = [
  {
    code: 'company',
    label: 'settings.company',
    group: 'settings.group_company',
    Part: CompanyPart,
  },
  {
    code: 'channels',
    label: 'settings.channels',
    group: 'settings.group_company',
    Part: ChannelsPart,
  },
  {
    ...{ code: 'locations', label: 'settings.locations', group: 'settings.group_company' },
    ...{ Part: LocationsPart, permission: 'stock:read' },
  },
  {
    code: 'carriers',
    label: 'settings.carriers',
    group: 'settings.group_company',
    Part: CarriersPart,
  },
  {
    code: 'templates',
    label: 'settings.templates',
    group: 'settings.group_company',
    Part: TemplatesPart,
  },
]
