import { describe, expect, it } from 'vitest';
import { parseSpan, parseSubject, subjectId } from '../src/lib/scorecards/subject';

describe('a subject in an address', () => {
  it('is read as it was written, strokes in its name included', () => {
    for (const name of ['QWXU', 'A/B SHIPPING', '']) {
      expect(parseSubject(subjectId('forwarder', name))).toEqual({ kind: 'forwarder', name });
    }
  });

  it('of an unknown kind is none', () => {
    expect(parseSubject('person/ANN')).toBeNull();
    expect(parseSubject('carrier')).toBeNull();
  });

  it('has a period of four weeks unless another is asked for', () => {
    expect(parseSpan('13')).toBe(13);
    expect(parseSpan('5')).toBe(4);
    expect(parseSpan(null)).toBe(4);
  });
});
