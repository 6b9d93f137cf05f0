/** Names of goods fields that a reason may give without their noun. */
const GOODS = ['description', 'hs_code', 'package_count', 'package_type', 'marks', 'undg'];
const NOUNS = /^(consignment|route|conveyance|filing)_/;

/** One spelling of a field's name: `consignment.consignee.name` is `consignee_name`. */
export function fieldKey(field: string): string {
  const plain = field.toLowerCase().replaceAll('.', '_').replace(/\[\d*\]/g, '').replace(NOUNS, '');
  const single = plain.replace(/^goods_items_/, 'goods_item_');
  return GOODS.includes(plain) ? `goods_item_${plain}` : single;
}

/** Whether a field on the page is one of `named`, or part of a noun that is (`consignee`). */
export function rests(key: string, named: readonly string[]): boolean {
  return named.some((name) => key === name || key.startsWith(`${name}_`));
}
