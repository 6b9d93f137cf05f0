import type { ConversationShape, RequestRow, User } from './shapes';

export type State = RequestRow['state'];

export const KINDS = ['information', 'amendment', 'screening', 'do_not_load'] as const;
export const STATES = [
  'drafted',
  'proposed',
  'sent',
  'answered',
  'assessed',
  'closed',
  'withdrawn',
] as const satisfies State[];

/** Languages of the letters, under their own names. */
export const LETTERS = {
  en: 'English',
  fr: 'Français',
  nl: 'Nederlands',
  es: 'Español',
  pt: 'Português',
  de: 'Deutsch',
} as const;

export const isOrder = (talk: ConversationShape): boolean => talk.row.kind === 'do_not_load';

export const isDraft = (state: State): boolean =>
  state === 'drafted' || state === 'proposed' || state === 'approved';

export const isOver = (state: State): boolean => state === 'closed' || state === 'withdrawn';

/** What the officer in front of the page can do next; the node decides. */
export type Deed = 'send' | 'propose' | 'approve' | 'answer' | 'again' | 'close' | 'lifting' | 'withdraw';

/** The deeds that stand open to `user`; whoever must be another person is left out. */
export function deeds(talk: ConversationShape, user: User | null, now: number): Deed[] {
  const { state, overdue, stops_loading } = talk.row;
  const order = isOrder(talk);
  if (isOver(state)) return [];
  if (state === 'drafted') return [order ? 'propose' : 'send', 'withdraw'];
  if (state === 'proposed') return [...other(talk.proposed_by, user, 'approve'), 'withdraw'];
  if (stops_loading) {
    const left = talk.load_by !== null && Date.parse(talk.load_by) <= now;
    const lift: Deed[] = talk.lifting_by ? other(talk.lifting_by, user, 'withdraw') : ['lifting'];
    return ['answer', ...(left ? (['close'] as const) : []), ...lift];
  }
  const heard = state === 'answered' || state === 'assessed';
  const again: Deed[] = heard ? ['again'] : [];
  return ['answer', ...again, ...(heard || overdue ? (['close'] as const) : []), 'withdraw'];
}

function other(by: string, user: User | null, deed: Deed): Deed[] {
  return user && user.username.toLowerCase() !== by.trim().toLowerCase() ? [deed] : [];
}
