import { en, type Key, type Messages } from './en';
import { catalogue, fill, type Language } from './messages';

type Values = Record<string, string | number>;
type Counted = { [K in Key]: K extends `${infer Stem}_one` ? Stem : never }[Key];

class Speech {
  language = $state<Language>('en');
  messages = $state.raw<Messages>(en);
}

export const speech = new Speech();

/** Speak `language` from now on, and say so to assistive technology. */
export async function speak(language: Language): Promise<void> {
  speech.messages = await catalogue(language);
  speech.language = language;
  document.documentElement.lang = language;
}

/** The message of `key` in the language in force. */
export function t(key: Key, values: Values = {}): string {
  return fill(speech.messages[key], values);
}

/** The message of a counted thing, with `{count}` filled in. */
export function tn(stem: Counted, count: number, values: Values = {}): string {
  const plural = new Intl.PluralRules(speech.language).select(count);
  const key = `${stem}_${plural === 'one' ? 'one' : 'other'}` as Key;
  return t(key, { count: new Intl.NumberFormat(speech.language).format(count), ...values });
}

/** The message of `prefix.code`, when the page has one. */
export function known(prefix: string, code: string): string | undefined {
  return (speech.messages as Record<string, string>)[`${prefix}.${code}`];
}

/** The message of `prefix.code`, or the code in plain letters when it is new to the page. */
export function name(prefix: string, code: string): string {
  return known(prefix, code) ?? code.replaceAll('_', ' ');
}
