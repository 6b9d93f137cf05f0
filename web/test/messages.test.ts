import { describe, expect, it } from 'vitest';
import { en, type Key } from '../src/lib/i18n/en';
import { es } from '../src/lib/i18n/es';
import { fr } from '../src/lib/i18n/fr';
import { nl } from '../src/lib/i18n/nl';
import { fill, placeholders, preferred } from '../src/lib/i18n/messages';

const keys = Object.keys(en) as Key[];

describe.each(Object.entries({ fr, nl, es }))('the %s catalogue', (_, messages) => {
  it('has the keys of the English one, no more and no fewer', () => {
    expect(Object.keys(messages).sort()).toEqual([...keys].sort());
  });

  it('names the same placeholders in every message', () => {
    const differing = keys.filter(
      (key) => `${placeholders(messages[key])}` !== `${placeholders(en[key])}`,
    );
    expect(differing).toEqual([]);
  });

  it('leaves no message empty', () => {
    expect(keys.filter((key) => !messages[key].trim())).toEqual([]);
  });

  it('is a translation: most messages differ from English', () => {
    const same = keys.filter((key) => messages[key] === en[key]);
    expect(same.length).toBeLessThan(keys.length * 0.2);
  });
});

describe('messages', () => {
  it('fill their placeholders, and keep one that has no value', () => {
    expect(fill('{a} of {b}', { a: 1 })).toBe('1 of {b}');
  });

  it('come in the first language that is spoken here, else in English', () => {
    expect(preferred(['de-DE', 'nl-BE', 'fr'])).toBe('nl');
    expect(preferred(['ja'])).toBe('en');
  });
});
