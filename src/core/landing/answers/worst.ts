import type { Happening } from '../happening.ts'

/** Arguments of the sentence that names the worst; a service its title names already is not said twice. */
export const whatAndWhere = ({ title, service }: Happening): { readonly title: string; readonly service: string; readonly where: string } => ({
  title,
  service: service ?? '',
  where: service === null || title.includes(service) ? 'none' : 'service',
})
