import { known } from '../i18n/index.svelte';
import { fieldKey } from './fields';

const PARTY = /^(consignor|consignee|notify_party|carrier|declarant)_(.+)$/;
const NOUN = /^(goods_item|equipment)_(.+)$/;
const CATALOGUES: Record<string, string> = { goods_item: 'goods', equipment: 'equipment' };

/** What a field is called on this page; its own name in plain letters when it has no label. */
export function fieldLabel(field: string): string {
  const key = fieldKey(field);
  const [, role = '', detail = ''] = PARTY.exec(key) ?? [];
  const party = known('party', role);
  if (party) return detail === 'name' ? party : `${party}, ${known('fact', detail) ?? detail}`;
  const [, noun = '', part = ''] = NOUN.exec(key) ?? [];
  const label = known(CATALOGUES[noun] ?? 'box', (part || key).replace(/_(kg|c|count|at|name|code)$/, ''));
  const fact = known('fact', key) ?? known('fact', (part || key).replace(/_kg$/, ''));
  return label ?? fact ?? known(CATALOGUES[noun] ?? 'box', part || key) ?? field.replaceAll(/[._]/g, ' ');
}
