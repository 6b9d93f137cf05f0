import { known } from '../i18n/index.svelte';

/** What a notice is about, with what is watched for in the language in force. */
export const titled = (title: string): string => {
  const [what = '', ...rest] = title.split(', ');
  const word = rest.length ? known('lookout', what) : undefined;
  return word ? [word, ...rest].join(', ') : title;
};
