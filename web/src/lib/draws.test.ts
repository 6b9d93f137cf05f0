import { describe, expect, it } from 'vitest';
import { dayAfter, freshValue, sealOf } from './draws';

describe('a contribution', () => {
  it('is sealed as the node seals it', async () => {
    expect(await sealOf('2026-03-02/1', 'sixteen letters and more')).toBe(
      'a2c76dc8f238dfff4300493f02c715dbcb9155b12c03624c19d7599d068fe2b0',
    );
  });

  it('is another one each time, and long enough', () => {
    expect(freshValue()).toMatch(/^[0-9a-f]{32}$/);
    expect(freshValue()).not.toBe(freshValue());
  });
});

describe('the day after', () => {
  it('goes over months', () => {
    expect(dayAfter('2026-02-28')).toBe('2026-03-01');
  });
});
