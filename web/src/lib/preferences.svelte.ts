import type { Language } from './i18n/messages';

export type Theme = 'auto' | 'light' | 'dark';

function remembered(key: string): string | null {
  try {
    return localStorage.getItem(`quaywatch.${key}`);
  } catch {
    return null; // Storage may be forbidden: then nothing outlives the page.
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`quaywatch.${key}`, value);
  } catch {
    // As above.
  }
}

/** What a person chose for this browser. */
class Preferences {
  language = $state(remembered('language') as Language | null);
  theme = $state((remembered('theme') ?? 'auto') as Theme);
  singleKeys = $state(remembered('single-keys') !== 'off');

  setLanguage(language: Language): void {
    this.language = language;
    remember('language', language);
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    remember('theme', theme);
  }

  setSingleKeys(on: boolean): void {
    this.singleKeys = on;
    remember('single-keys', on ? 'on' : 'off');
  }
}

export const preferences = new Preferences();
