import { country } from './format.svelte';
import { t } from './i18n/index.svelte';

/** A part of a stratum: a country, a chapter of goods, everything else, or a code as it is. */
function part(code: string): string {
  if (code === '*') return t('stratum.rest');
  if (/^\d{2}$/.test(code)) return t('stratum.chapter', { chapter: code });
  const named = country(code);
  return named === code ? code : `${named} (${code})`;
}

/** What a stratum such as `EC`, `ECGYE`, `08`, `EC/08` or `BEANR/CO+EC` is called. */
export const stratum = (name: string): string =>
  name.split(/[/ ]/).map((parts) => parts.split('+').map(part).join(', ')).join(' · ');
