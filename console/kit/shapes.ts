// Shapes of forms. zod would otherwise make functions of texts, which the page's policy forbids and the browser complains of.
import { z } from 'zod'

z.config({ jitless: true })

export { z }
