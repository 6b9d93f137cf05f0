import { en, type Messages } from './en';

export const LANGUAGES = { en: 'English', fr: 'Français', nl: 'Nederlands', es: 'Español' } as const;
export type Language = keyof typeof LANGUAGES;

/** Fill the `{name}` placeholders of a message. */
export function fill(message: string, values: Record<string, string | number>): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The placeholders that a message names, sorted. */
export function placeholders(message: string): string[] {
  return [...message.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
}

/** The catalogue of a language; all but English are loaded when asked for. */
export async function catalogue(language: Language): Promise<Messages> {
  switch (language) {
    case 'fr':
      return (await import('./fr')).fr;
    case 'nl':
      return (await import('./nl')).nl;
    case 'es':
      return (await import('./es')).es;
    case 'en':
      return en;
  }
}

/** The first language we speak among those a person prefers. */
export function preferred(languages: readonly string[]): Language {
  const short = languages.map((language) => language.slice(0, 2).toLowerCase());
  return short.find((language): language is Language => language in LANGUAGES) ?? 'en';
}
