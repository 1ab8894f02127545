import { useWords } from '../../base/words.ts'
import { ContextMenu } from '../context-menu.tsx'
import { type MenuHead, type MenuOf, menuItems } from './head-menu-items.ts'

/** The menu of one head, or of all columns. */
export function HeadMenu({
  menu,
  onClose,
  ...head
}: MenuHead & { menu: MenuOf; onClose: () => void }) {
  const { t } = useWords()
  return (
    <ContextMenu
      at={menu}
      label={t('kit.grid_columns')}
      items={menuItems(head, menu, t)}
      returnTo={menu.from}
      onClose={onClose}
    />
  )
}
