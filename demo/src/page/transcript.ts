/** A chat item as it comes from the websocket and from GetTranscript. */
export interface ChatItem {
  readonly Id?: string;
  readonly Type?: string;
  readonly Content?: string;
  readonly ContentType?: string;
  readonly DisplayName?: string;
  readonly ParticipantRole?: string;
}

const EVENT_TEXT: Readonly<Record<string, (item: ChatItem) => string>> = {
  'application/vnd.amazonaws.connect.event.participant.joined': (item) =>
    `${item.DisplayName ?? 'Someone'} joined`,
  'application/vnd.amazonaws.connect.event.participant.left': (item) =>
    `${item.DisplayName ?? 'Someone'} left`,
  'application/vnd.amazonaws.connect.event.chat.ended': () => 'The chat has ended',
};

/** Shows chat items in a list, each Id once, text only. */
export function createTranscript(list: HTMLElement): { add(item: ChatItem): void; clear(): void } {
  const shown = new Set<string>();

  function lineOf(item: ChatItem): HTMLLIElement | undefined {
    const line = document.createElement('li');
    if (item.Type === 'EVENT') {
      const text = EVENT_TEXT[item.ContentType ?? '']?.(item);
      if (text === undefined) return undefined;
      line.className = 'event';
      line.textContent = text;
      return line;
    }
    if (item.Type !== 'MESSAGE') return undefined;
    line.className = item.ParticipantRole === 'CUSTOMER' ? 'customer' : 'other';
    const author = document.createElement('span');
    author.className = 'author';
    // Messages of the flow carry the name of a system, not of a shop.
    author.textContent = item.ParticipantRole === 'SYSTEM' ? 'Fernhill' : (item.DisplayName ?? '');
    line.append(author, item.Content ?? '');
    return line;
  }

  return {
    add(item) {
      if (item.Id !== undefined && item.Id !== '') {
        if (shown.has(item.Id)) return;
        shown.add(item.Id);
      }
      const line = lineOf(item);
      if (line !== undefined) list.append(line);
    },
    clear() {
      shown.clear();
      list.replaceChildren();
    },
  };
}
