import { t, tn } from '../i18n/index.svelte';
import type { GraphNodeShape } from '../shapes';

/** What a node is, in words. */
export function said(node: GraphNodeShape): string {
  const named = `${t(`entity.kind_${node.kind}`)}: ${node.label}`;
  return node.finds ? `${named}, ${tn('entity.finds', node.finds)}` : named;
}
