import { RecentMap } from '../../callback-server/src/recent-map.js';
import { describe, expect, it } from 'vitest';

function filled(kept: number, amount: number) {
  const map = new RecentMap<number, string>(kept);
  for (let key = 0; key < amount; key += 1) map.set(key, String(key));
  return map;
}

describe('RecentMap', () => {
  it.each([0, 1, 4, 5, 6, 9, 10, 11, 99])(
    'has the latest 5 of %i entries, and never more than 10',
    (amount) => {
      const map = filled(5, amount);
      const known = Array.from({ length: amount }, (_, key) => key).filter(
        (key) => map.get(key) === String(key),
      );
      const latest = Array.from({ length: Math.min(5, amount) }, (_, back) => amount - 1 - back).reverse();
      expect(known.slice(-5)).toEqual(latest);
      expect(known.length).toBeLessThanOrEqual(10);
    },
  );

  it('has the later value of a key, and keeps it as long as a new one', () => {
    const map = filled(3, 4);
    map.set(0, 'again');
    expect(map.get(0)).toBe('again');
    map.set(5, '5');
    map.set(6, '6');
    expect(map.get(0)).toBe('again');
  });

  it('knows nothing of other keys', () => {
    expect(filled(3, 2).get(7)).toBeUndefined();
  });
});
