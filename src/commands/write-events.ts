import { writeFileSync } from 'node:fs'
import { eventsPage } from '../platform/openapi/events-page.ts'
import { catalogues, reactionsOf } from '../rooms.ts'

/** `npm run events`: writes docs/events.md from the catalogue of events. */
writeFileSync(new URL('../../docs/events.md', import.meta.url), eventsPage(catalogues, reactionsOf))
