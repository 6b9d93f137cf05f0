import { session } from './session.svelte';
import { speech, t } from './i18n/index.svelte';
import { span, type Urgency, urgencyOf } from './time';

const LOCALES = { en: 'en-GB', fr: 'fr-BE', nl: 'nl-BE', es: 'es-ES' };
const ZONE = 'Europe/Brussels';

const dates = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

function date(at: string, options: Intl.DateTimeFormatOptions): string {
  const key = speech.language + JSON.stringify(options);
  const made =
    dates.get(key) ??
    new Intl.DateTimeFormat(LOCALES[speech.language], { timeZone: ZONE, ...options });
  dates.set(key, made);
  return made.format(new Date(at));
}

/** A number with at most `digits` decimals. */
export function number(value: number, digits = 0, least = 0): string {
  const key = `${speech.language}${digits}/${least}`;
  const made =
    numbers.get(key) ??
    new Intl.NumberFormat(LOCALES[speech.language], {
      maximumFractionDigits: digits,
      minimumFractionDigits: least,
    });
  numbers.set(key, made);
  return made.format(value);
}

/** A probability in per cent, with two significant digits below ten per cent. */
export function percent(probability: number): string {
  const value = probability * 100;
  if (value === 0) return '0 %';
  if (value < 0.0005) return `< ${number(0.001, 3)} %`;
  const digits = value >= 10 ? 1 : value >= 0.1 ? 2 : 3;
  return `${number(value, digits, digits)} %`;
}

/** A country by its ISO 3166-1 code, in words. */
export function country(code: string): string {
  const names = new Intl.DisplayNames(LOCALES[speech.language], { type: 'region', fallback: 'code' });
  return /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code;
}

/** Log-odds with its sign written out. */
export function signed(value: number): string {
  const text = number(Math.abs(value), 2, 2);
  if (Math.abs(value) < 0.005) return text;
  return value < 0 ? `−${text}` : `+${text}`;
}

export const mass = (kg: number): string => `${number(kg, kg < 10 ? 1 : 0)} kg`;

/** A sum in whole euros, written as the language does. */
export const euros = (sum: number): string =>
  new Intl.NumberFormat(LOCALES[speech.language], {
    style: 'currency',
    currency: 'EUR',
    maximumFractionDigits: 0,
  }).format(sum);

/** A size in bytes, kB or MB. */
export function bytes(size: number): string {
  if (size < 1000) return `${number(size)} B`;
  if (size < 1_000_000) return `${number(size / 1000, 1)} kB`;
  return `${number(size / 1_000_000, 1)} MB`;
}

const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };

export const time = (at: string): string => date(at, TIME);

/** Day and time: by weekday within a week of now, else by month. */
export function dayTime(at: string): string {
  const near = Math.abs(Date.parse(at) - session.now) < WEEK;
  return date(at, near ? { weekday: 'short', day: 'numeric', ...TIME } : FAR);
}
export const day = (at: string): string =>
  date(at, { weekday: 'short', day: 'numeric', month: 'short' });
export const fullDay = (at: string): string =>
  date(at, { day: 'numeric', month: 'short', year: 'numeric' });
export const fullMonth = (at: string): string => date(at, { month: 'short', year: 'numeric' });
export const monthYear = (at: string): string => date(at, { month: 'short', year: '2-digit' });
export const fullTime = (at: string): string =>
  date(at, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', ...TIME });
export const utc = (at: string): string => `${date(at, { timeZone: 'UTC', ...FULL })} UTC`;

const WEEK = 6 * 86_400_000;
const FAR: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', ...TIME };
const FULL: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' };

/** How long `milliseconds` is, in at most two units. */
export function duration(milliseconds: number): string {
  const { days, hours, minutes } = span(milliseconds);
  if (days) return t('time.days', { days, hours });
  if (hours) return t('time.hours', { hours, minutes: String(minutes).padStart(2, '0') });
  return t('time.minutes', { minutes });
}

/** How far `at` lies from the node's clock, in words. */
export function relative(at: string): string {
  const ahead = Date.parse(at) - session.now;
  return t(ahead < 0 ? 'time.ago' : 'time.in', { duration: duration(Math.abs(ahead)) });
}

export const urgency = (at: string): Urgency => urgencyOf(Date.parse(at) - session.now);
