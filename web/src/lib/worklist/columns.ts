import type { Key } from '../i18n/en';

export interface Column {
  /** Field to sort by; columns without one cannot be sorted by. */
  sort: string | null;
  label: Key;
  /** Class of the cells, which the style sheet gives a width. */
  name: string;
}

export const COLUMNS: readonly Column[] = [
  { name: 'rank', label: 'column.rank', sort: null },
  { name: 'risk', label: 'column.probability', sort: 'probability' },
  { name: 'box', label: 'column.equipment_number', sort: 'equipment_number' },
  { name: 'goods', label: 'column.description', sort: 'description' },
  { name: 'parties', label: 'column.consignee', sort: 'consignee' },
  { name: 'origin', label: 'column.port_of_loading', sort: 'port_of_loading' },
  { name: 'vessel', label: 'column.vessel_name', sort: 'vessel_name' },
  { name: 'arrival', label: 'column.arrival_at', sort: 'arrival_at' },
  { name: 'deadline', label: 'column.deadline_at', sort: 'deadline_at' },
  { name: 'findings', label: 'column.finding_count', sort: 'finding_count' },
  { name: 'reasons', label: 'column.top_reasons', sort: null },
  { name: 'basis', label: 'column.basis', sort: 'basis' },
  { name: 'status', label: 'column.status', sort: 'status' },
];
