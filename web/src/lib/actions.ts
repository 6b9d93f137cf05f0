import { api } from './client';
import { t } from './i18n/index.svelte';
import type { OrderRequest, WorkRow } from './shapes';

/** The first free slot before pick-up, for a scan; answers what was done, in words. */
export async function orderScan(row: WorkRow, override: OrderRequest['override']): Promise<string> {
  const { box_id, version } = row;
  await api.order(box_id, { version, kind: 'scan', slot_at: null, override, note: null });
  return t('order.done', { kind: t('kind.scan'), number: row.equipment_number });
}

export async function hold(row: WorkRow): Promise<string> {
  await api.hold(row.box_id, { version: row.version });
  return t('hold.held', { number: row.equipment_number });
}

export async function release(row: WorkRow): Promise<string> {
  await api.release(row.box_id, { version: row.version });
  return t('hold.released', { number: row.equipment_number });
}
