import { ApiError } from './client';
import { known, t } from './i18n/index.svelte';

export const isConflict = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 409;

/** What went wrong, in words for the person in front of the page. */
export function explain(error: unknown): string {
  if (!(error instanceof ApiError)) return t('app.failed', { message: String(error) });
  const own = known('refusal', error.code);
  if (own) return own;
  const reason = error.code.split('.').at(-1) ?? '';
  if (error.status === 409) return known('refusal', reason) ?? t('refusal.stale-version');
  if (error.status === 403) return known('refusal', reason) ?? t('forbidden.text', { message: error.message });
  if (error.status === 404) return t('app.not_found');
  const message = error.status === 0 ? t('app.unreachable') : error.message;
  return t('app.failed', { message });
}
