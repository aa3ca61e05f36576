/** How far Connect's clock and this browser's may differ before no remaining time is shown, in milliseconds. */
const SKEW = { ahead: 5_000, behind: 30_000 } as const;

/** What is left when it is said aloud, in milliseconds. */
const SPOKEN = [60_000, 30_000] as const;

/**
 * When the block's time is up by this browser's clock.
 *
 * @param initiatedAt - `AbsoluteTime` of `authentication.initiated`
 * @param now - this browser's clock when the event came
 * @param limit - time limit of the Authenticate Customer block, in milliseconds
 * @returns nothing where the clocks disagree: no time is better than a wrong one
 */
export function endOfBlock(initiatedAt: number | undefined, now: number, limit: number): number | undefined {
  const late = now - (initiatedAt ?? NaN);
  return late >= -SKEW.ahead && late <= SKEW.behind && limit > 0 ? now - late + limit : undefined;
}

/** Whether a remaining time has just passed a mark at which it is said aloud, one second after the last look. */
export function isSpoken(remaining: number): boolean {
  return SPOKEN.some((mark) => remaining <= mark && remaining > mark - 1000);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A language's format of minutes and seconds. A page's first one takes longer to make than the prompt to draw. */
export function remainingFormat(lang: string): Intl.DateTimeFormat {
  let format = formats.get(lang);
  if (!format) {
    format = new Intl.DateTimeFormat(lang, { minute: 'numeric', second: '2-digit', timeZone: 'UTC' });
    formats.set(lang, format);
  }
  return format;
}

/** Writes a remaining time as minutes and seconds in a language's digits. */
export function formatRemaining(ms: number, lang: string): string {
  return remainingFormat(lang).format(Math.ceil(ms / 1000) * 1000);
}
