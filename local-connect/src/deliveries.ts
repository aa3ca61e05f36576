import type { ChatItem } from './chat-item.js';
import { type Clock, parseDuration } from './clock.js';

/** Which items a rule is about. */
export interface ItemMatch {
  /** Content type, or its end such as `authentication.succeeded`; absent: every item. */
  readonly contentType?: string;
  readonly contactId?: string;
}

/** A rule that has not been used up. */
export interface DeliveryRule {
  readonly kind: 'hold' | 'delay' | 'duplicate' | 'lose' | 'reorder';
  readonly match: ItemMatch;
  /** Items it is still for; a `hold` has no number. */
  readonly remaining?: number;
}

/** What happens to items between the chat and the websockets. GetTranscript is not affected. */
export interface Deliveries {
  /** Keeps matching items back until they are released. */
  hold(match: ItemMatch): void;
  /** Ends every hold and sends what was kept back, in order; returns how many items went out. */
  release(): number;
  /** Sends the next `count` matching items that much later. */
  delay(match: ItemMatch, duration: number | string, count?: number): void;
  /** Sends the next `count` matching items twice, with one `Id`. */
  duplicate(match: ItemMatch, count?: number): void;
  /** Never sends the next `count` matching items. */
  lose(match: ItemMatch, count?: number): void;
  /** Keeps the next `count` matching items back and sends them in reverse once the last is there. */
  reorder(match: ItemMatch, count?: number): void;
  /** Rules that no item has used up, except holds that kept something back. */
  unused(): readonly DeliveryRule[];
  /** Passes an item on according to the rules; the first rule that matches decides. */
  pass(contactId: string, item: ChatItem): void;
  clear(): void;
}

interface Rule extends DeliveryRule {
  remaining?: number;
  readonly delayMs?: number;
  readonly kept: (readonly [string, ChatItem])[];
}

/** No rules: every item goes out as it comes. */
export function createDeliveries(
  clock: Clock,
  send: (contactId: string, item: ChatItem) => void,
): Deliveries {
  let rules: Rule[] = [];

  const add = (kind: Rule['kind'], match: ItemMatch, count?: number, delayMs?: number) => {
    if (count !== undefined && (!Number.isInteger(count) || count < 1)) {
      throw new RangeError(`A rule needs a count of 1 or more, not ${count}.`);
    }
    rules.push({
      ...{ kind, match, kept: [] },
      ...(count === undefined ? {} : { remaining: count }),
      ...(delayMs === undefined ? {} : { delayMs }),
    });
  };
  const useUp = (rule: Rule) => {
    if (rule.remaining === undefined) return;
    rule.remaining -= 1;
    if (rule.remaining === 0) rules = rules.filter((other) => other !== rule);
  };
  const apply = (rule: Rule, contactId: string, item: ChatItem) => {
    switch (rule.kind) {
      case 'hold':
        return void rule.kept.push([contactId, item]);
      case 'delay':
        return void clock.setTimeout(() => send(contactId, item), rule.delayMs ?? 0);
      case 'duplicate':
        send(contactId, item);
        {
          send(contactId, item);
          return;
        }
      case 'lose':
        return;
      case 'reorder':
        rule.kept.push([contactId, item]);
        if (rule.remaining === 0) for (const [id, kept] of rule.kept.toReversed()) send(id, kept);
        return;
      default:
        return rule.kind satisfies never;
    }
  };

  return {
    hold: (match) => add('hold', match),
    release() {
      const holds = rules.filter((rule) => rule.kind === 'hold');
      rules = rules.filter((rule) => rule.kind !== 'hold');
      const kept = holds.flatMap((rule) => rule.kept);
      for (const [contactId, item] of kept) send(contactId, item);
      return kept.length;
    },
    delay: (match, duration, count = 1) => add('delay', match, count, parseDuration(duration)),
    duplicate: (match, count = 1) => add('duplicate', match, count),
    lose: (match, count = 1) => add('lose', match, count),
    reorder: (match, count = 2) => add('reorder', match, count),
    unused: () =>
      rules
        .filter((rule) => rule.kept.length === 0)
        .map(({ kind, match, remaining }) => ({
          kind,
          match,
          ...(remaining === undefined ? {} : { remaining }),
        })),
    pass(contactId, item) {
      const rule = rules.find(({ match }) => matches(match, contactId, item));
      if (!rule) {
        send(contactId, item);
        return;
      }
      useUp(rule);
      apply(rule, contactId, item);
    },
    clear() {
      rules = [];
    },
  };
}

function matches({ contentType, contactId: wanted }: ItemMatch, contactId: string, item: ChatItem): boolean {
  if (wanted !== undefined && wanted !== contactId) return false;
  return (
    contentType === undefined ||
    item.ContentType === contentType ||
    item.ContentType.endsWith(`.${contentType}`)
  );
}
